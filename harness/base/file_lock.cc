#include "harness/base/file_lock.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "harness/base/file.h"
#include "harness/base/status_macros.h"

namespace drill {
namespace {

// Interval of polling: flock() cannot wait for the lock and for the stop token at once.
constexpr absl::Duration kLookAgain = absl::Milliseconds(50);

// The command line of a process, in one line; empty when it is gone.
std::string CommandLineOf(int pid) {
  absl::StatusOr<std::string> words = ReadFile(absl::StrCat("/proc/", pid, "/cmdline"));
  if (!words.ok()) return "";
  std::replace(words->begin(), words->end(), '\0', ' ');
  return std::string(absl::StripSuffix(*words, " "));
}

}  // namespace

absl::StatusOr<FileLock> FileLock::Acquire(const std::string& path, const LockWait& wait) {
  return Wait(path, LOCK_EX, wait);
}

absl::StatusOr<FileLock> FileLock::AcquireShared(const std::string& path, const LockWait& wait) {
  return Wait(path, LOCK_SH, wait);
}

absl::StatusOr<FileLock> FileLock::TryAcquire(const std::string& path) {
  ASSIGN_OR_RETURN(FileLock lock, Open(path));
  RETURN_IF_ERROR(lock.Try(path, LOCK_EX));
  return lock;
}

absl::StatusOr<FileLock> FileLock::Open(const std::string& path) {
  // Close-on-exec, or a child that outlives the harness would go on holding the lock.
  const int fd = open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
  if (fd < 0) return absl::InternalError(absl::StrCat(path, ": ", strerror(errno)));
  return FileLock(fd);
}

absl::Status FileLock::Try(const std::string& path, int operation) {
  int result;
  do {
    result = flock(fd_, operation | LOCK_NB);
  } while (result != 0 && errno == EINTR);
  if (result != 0 && errno == EWOULDBLOCK)
    return absl::UnavailableError(absl::StrCat(path, ": another process holds the lock"));
  if (result != 0) return absl::InternalError(absl::StrCat(path, ": flock: ", strerror(errno)));
  // The process id in the file is only used for messages: a failure to write it is ignored.
  const std::string holder = absl::StrCat(getpid(), "\n");
  if (ftruncate(fd_, 0) != 0 || pwrite(fd_, holder.data(), holder.size(), 0) < 0) errno = 0;
  return absl::OkStatus();
}

absl::StatusOr<FileLock> FileLock::Wait(const std::string& path, int operation,
                                        const LockWait& wait) {
  ASSIGN_OR_RETURN(FileLock lock, Open(path));
  for (bool told = false;;) {
    const absl::Status taken = lock.Try(path, operation);
    if (taken.ok()) return lock;
    if (!absl::IsUnavailable(taken)) return taken;
    if (wait.stop != nullptr && wait.stop->stopped())
      return absl::CancelledError(
          absl::StrCat(path, ": stopped while waiting for ", lock.Holder()));
    if (!std::exchange(told, true) && wait.waiting) wait.waiting(lock.Holder());
    absl::SleepFor(kLookAgain);
  }
}

std::string FileLock::Holder() const {
  char text[16] = {};
  int pid = 0;
  if (pread(fd_, text, sizeof(text) - 1, 0) <= 0 || !absl::SimpleAtoi(text, &pid))
    return "another process";
  if (pid == getpid()) return "another part of this run";
  const std::string command = CommandLineOf(pid);
  return command.empty() ? absl::StrCat("process ", pid)
                         : absl::StrCat("process ", pid, " (", command, ")");
}

FileLock& FileLock::operator=(FileLock&& other) noexcept {
  std::swap(fd_, other.fd_);
  return *this;
}

FileLock::~FileLock() {
  if (fd_ >= 0) close(fd_);
}

}  // namespace drill
