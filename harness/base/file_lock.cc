#include "harness/base/file_lock.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"

namespace drill {

absl::StatusOr<FileLock> FileLock::Acquire(const std::string& path) { return Lock(path, LOCK_EX); }

absl::StatusOr<FileLock> FileLock::AcquireShared(const std::string& path) {
  return Lock(path, LOCK_SH);
}

absl::StatusOr<FileLock> FileLock::TryAcquire(const std::string& path) {
  return Lock(path, LOCK_EX | LOCK_NB);
}

absl::StatusOr<FileLock> FileLock::Lock(const std::string& path, int operation) {
  // Close-on-exec, or a child that outlives the harness would go on holding the lock.
  const int fd = open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
  if (fd < 0) return absl::InternalError(absl::StrCat(path, ": ", strerror(errno)));
  FileLock lock(fd);
  int result;
  do {
    result = flock(fd, operation);
  } while (result != 0 && errno == EINTR);
  if (result == 0) return lock;
  if (errno == EWOULDBLOCK)
    return absl::UnavailableError(absl::StrCat(path, ": another process holds the lock"));
  return absl::InternalError(absl::StrCat(path, ": flock: ", strerror(errno)));
}

FileLock& FileLock::operator=(FileLock&& other) noexcept {
  std::swap(fd_, other.fd_);
  return *this;
}

FileLock::~FileLock() {
  if (fd_ >= 0) close(fd_);
}

}  // namespace drill
