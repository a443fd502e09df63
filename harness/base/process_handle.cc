#include "harness/base/process_handle.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "harness/base/status_macros.h"

namespace drill {
namespace {

absl::Status Failure(pid_t pid, const std::string& what) {
  const std::string message = absl::StrCat("process ", pid, ": ", what, ": ", strerror(errno));
  const bool ended = errno == ESRCH || errno == ENOENT;
  return ended ? absl::NotFoundError(message) : absl::InternalError(message);
}

}  // namespace

ProcessHandle::ProcessHandle(pid_t pid, Descriptor process, Descriptor directory)
    : pid_(pid), process_(std::move(process)), directory_(std::move(directory)) {}

absl::StatusOr<ProcessHandle> ProcessHandle::Open(pid_t pid) {
  Descriptor process(static_cast<int>(syscall(SYS_pidfd_open, pid, 0)));
  if (!process.valid()) return Failure(pid, "pidfd_open");
  Descriptor directory(open(absl::StrCat("/proc/", pid).c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC));
  if (!directory.valid()) return Failure(pid, "/proc");
  ProcessHandle handle(pid, std::move(process), std::move(directory));
  // The process still runs, so its id was not reused between the two calls: both descriptors mean
  // the same process.
  if (!handle.IsRunning()) return absl::NotFoundError(absl::StrCat("process ", pid, " has ended"));
  return handle;
}

bool ProcessHandle::IsRunning() const {
  if (!process_.valid()) return false;
  pollfd ended = {process_.get(), POLLIN, 0};
  return poll(&ended, 1, 0) == 0;
}

void ProcessHandle::Signal(int signal) const {
  if (process_.valid()) syscall(SYS_pidfd_send_signal, process_.get(), signal, nullptr, 0);
}

absl::StatusOr<Descriptor> ProcessHandle::OpenPath(const std::string& name, int flags) const {
  Descriptor file(openat(directory_.get(), name.c_str(), flags | O_CLOEXEC));
  if (!file.valid()) return Failure(pid_, name);
  return file;
}

absl::StatusOr<std::string> ProcessHandle::Read(const std::string& name) const {
  ASSIGN_OR_RETURN(const Descriptor file, OpenPath(name, O_RDONLY));
  std::string content;
  char buffer[4096];
  ssize_t got;
  while ((got = read(file.get(), buffer, sizeof(buffer))) != 0) {
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return Failure(pid_, name);
    content.append(buffer, static_cast<size_t>(got));
  }
  return content;
}

pid_t ProcessHandle::Group() const {
  const std::string stat = Read("stat").value_or("");
  // The name, in parentheses, may hold any character. After it come state, parent and group.
  const size_t name_end = stat.rfind(')');
  if (name_end == std::string::npos) return -1;
  const std::vector<std::string> fields = absl::StrSplit(stat.substr(name_end + 1), ' ');
  pid_t group = -1;
  if (fields.size() > 3 && absl::SimpleAtoi(fields[3], &group)) return group;
  return -1;
}

}  // namespace drill
