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

#include "absl/cleanup/cleanup.h"
#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "harness/base/status_macros.h"

namespace drill {
namespace {

// Whoever is in the namespace first must stay until its maps are written and it has been opened.
// Only what is safe after a fork of a process with threads.
[[noreturn]] void EnterAndWait(int tell, int wait) {
  const int failed = unshare(CLONE_NEWUSER) == 0 ? 0 : errno;
  char byte;
  if (write(tell, &failed, sizeof(failed)) == sizeof(failed)) (void)!read(wait, &byte, 1);
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

absl::StatusOr<Descriptor> MakeUserNamespace(uint32_t first, uint32_t count) {
  int told[2], held[2];
  if (pipe2(told, O_CLOEXEC) != 0) return absl::InternalError(strerror(errno));
  const Descriptor listen(told[0]);
  Descriptor tell(told[1]);
  if (pipe2(held, O_CLOEXEC) != 0) return absl::InternalError(strerror(errno));
  const Descriptor wait(held[0]);
  const Descriptor hold(held[1]);
  const pid_t pid = fork();
  if (pid < 0) return absl::InternalError(absl::StrCat("fork: ", strerror(errno)));
  if (pid == 0) EnterAndWait(tell.get(), wait.get());
  const absl::Cleanup end = [pid] {
    kill(pid, SIGKILL);
    waitpid(pid, nullptr, 0);
  };
  tell = Descriptor();
  int failed = 0;
  if (read(listen.get(), &failed, sizeof(failed)) != sizeof(failed))
    return absl::InternalError("the first process of a user namespace ended");
  if (failed != 0) return Denied("unshare", failed);
  const std::string process = absl::StrCat("/proc/", pid);
  const std::string map = absl::StrCat("0 ", first, " ", count, "\n");
  RETURN_IF_ERROR(WriteMap(process + "/uid_map", map));
  RETURN_IF_ERROR(WriteMap(process + "/gid_map", map));
  Descriptor made(open((process + "/ns/user").c_str(), O_RDONLY | O_CLOEXEC));
  if (!made.valid()) return absl::InternalError(absl::StrCat(process, ": ", strerror(errno)));
  return made;
}

}  // namespace drill
