#include "harness/host/container_network.h"

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <string>
#include <thread>

#include "absl/strings/str_cat.h"
#include "harness/base/descriptor.h"
#include "harness/base/status_macros.h"
#include "harness/host/root_directory.h"

namespace drill {
namespace {

bool IsTheCallersOwn(int network) {
  struct stat there, here;
  return fstat(network, &there) == 0 && stat("/proc/thread-self/ns/net", &here) == 0 &&
         there.st_dev == here.st_dev && there.st_ino == here.st_ino;
}

}  // namespace

absl::Status InContainerNetwork(const DrillHost& host, int pid,
                                const std::function<absl::Status()>& body) {
  ASSIGN_OR_RETURN(const RootDirectory root, host.Root());
  const absl::StatusOr<Descriptor> process =
      root.OpenPath(absl::StrCat("/proc/", pid, "/ns"), O_PATH | O_DIRECTORY);
  // "net" is a magic link of /proc that only the kernel can follow: open it relative to its
  // directory.
  const Descriptor network(process.ok() ? openat(process->get(), "net", O_RDONLY | O_CLOEXEC) : -1);
  if (!network.valid()) {
    return absl::FailedPreconditionError(absl::StrCat(
        "the network of process ", pid,
        " of the drill host: ", process.ok() ? strerror(errno) : process.status().message()));
  }
  if (IsTheCallersOwn(network.get())) return body();
  absl::Status result;
  // A thread of its own: a namespace is entered by a thread, and is never left again.
  std::thread([&] {
    if (setns(network.get(), CLONE_NEWNET) != 0) {
      result = absl::InternalError(absl::StrCat("the container's network: ", strerror(errno)));
      return;
    }
    result = body();
  }).join();
  return result;
}

}  // namespace drill
