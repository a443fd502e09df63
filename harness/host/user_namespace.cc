#include "harness/host/user_namespace.h"

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <string.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "harness/base/status_macros.h"

namespace drill {
namespace {

// What the first process does: it enters a namespace of its own, says whether it could, and waits
// until the other end of `wait` is closed. It keeps no other descriptor of the harness open, for
// somebody may wait for the end of one. Only what is safe after a fork of a process with threads.
[[noreturn]] void EnterAndWait(int tell, int wait) {
  const int failed = unshare(CLONE_NEWUSER) == 0 ? 0 : errno;
  if (write(tell, &failed, sizeof(failed)) != sizeof(failed) || failed != 0) _exit(1);
  if (dup2(wait, 0) != 0 || close_range(1, ~0U, 0) != 0) _exit(1);
  char byte;
  while (read(0, &byte, 1) < 0 && errno == EINTR) continue;
  _exit(0);
}

absl::Status Denied(absl::string_view what, int error) {
  return absl::UnimplementedError(absl::StrCat(what, ": ", strerror(error)));
}

// The kernel takes a map in one piece.
absl::Status WriteMap(const std::string& path, const std::string& map) {
  const Descriptor file(open(path.c_str(), O_WRONLY | O_CLOEXEC));
  if (!file.valid() || write(file.get(), map.data(), map.size()) < 0) return Denied(path, errno);
  return absl::OkStatus();
}

}  // namespace

UserNamespace& UserNamespace::operator=(UserNamespace&& other) noexcept {
  if (this == &other) return *this;
  End();
  process_ = std::exchange(other.process_, -1);
  hold_ = std::move(other.hold_);
  namespace_ = std::move(other.namespace_);
  return *this;
}

void UserNamespace::End() {
  if (process_ < 0) return;
  kill(process_, SIGKILL);
  waitpid(process_, nullptr, 0);
  process_ = -1;
}

std::string UserNamespace::Path() const { return absl::StrCat("/proc/", process_, "/ns/user"); }

absl::StatusOr<UserNamespace> UserNamespace::Make(uint32_t first, uint32_t count) {
  int told[2], held[2];
  if (pipe2(told, O_CLOEXEC) != 0) return absl::InternalError(strerror(errno));
  const Descriptor listen(told[0]);
  Descriptor tell(told[1]);
  if (pipe2(held, O_CLOEXEC) != 0) return absl::InternalError(strerror(errno));
  const Descriptor wait(held[0]);
  Descriptor hold(held[1]);
  const pid_t pid = fork();
  if (pid < 0) return absl::InternalError(absl::StrCat("fork: ", strerror(errno)));
  if (pid == 0) EnterAndWait(tell.get(), wait.get());
  UserNamespace made(pid, std::move(hold));
  tell = Descriptor();
  int failed = 0;
  if (read(listen.get(), &failed, sizeof(failed)) != sizeof(failed))
    return absl::InternalError("the first process of a user namespace ended");
  if (failed != 0) return Denied("unshare", failed);
  const std::string process = absl::StrCat("/proc/", pid);
  const std::string map = absl::StrCat("0 ", first, " ", count, "\n");
  RETURN_IF_ERROR(WriteMap(process + "/uid_map", map));
  RETURN_IF_ERROR(WriteMap(process + "/gid_map", map));
  made.namespace_ = Descriptor(open(made.Path().c_str(), O_RDONLY | O_CLOEXEC));
  if (!made.namespace_.valid())
    return absl::InternalError(absl::StrCat(made.Path(), ": ", strerror(errno)));
  return made;
}

}  // namespace drill
