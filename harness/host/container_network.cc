#include "harness/host/container_network.h"

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <string>
#include <thread>

#include "absl/cleanup/cleanup.h"
#include "absl/strings/str_cat.h"

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
  // The last part is no link that could be followed by its text.
  const std::string path = host.PathOnMachine(absl::StrCat("/proc/", pid, "/ns")) + "/net";
  const int network = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (network < 0) {
    return absl::FailedPreconditionError(
        absl::StrCat("the network of process ", pid, " of the drill host: ", strerror(errno)));
  }
  const auto closed = absl::MakeCleanup([network] { close(network); });
  if (IsTheCallersOwn(network)) return body();
  absl::Status result;
  // A thread of its own: a namespace is entered by a thread, and is never left again.
  std::thread([&] {
    if (setns(network, CLONE_NEWNET) != 0) {
      result = absl::InternalError(absl::StrCat("the container's network: ", strerror(errno)));
      return;
    }
    result = body();
  }).join();
  return result;
}

}  // namespace drill
