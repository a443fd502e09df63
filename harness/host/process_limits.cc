#include "harness/host/process_limits.h"

#include <errno.h>
#include <string.h>
#include <sys/resource.h>

#include <algorithm>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"

namespace drill {
namespace {

struct Wanted {
  int resource;
  const char* type;
  rlim_t soft;
  // No process of the host can have more, since only the machine's root could raise it again.
  rlim_t hard;
};

constexpr Wanted kWanted[] = {
    // What docker.service asks for; containers get what their engine has.
    {RLIMIT_NOFILE, "RLIMIT_NOFILE", 1 << 20, RLIM_INFINITY},
    {RLIMIT_NPROC, "RLIMIT_NPROC", RLIM_INFINITY, RLIM_INFINITY},
    {RLIMIT_MEMLOCK, "RLIMIT_MEMLOCK", 8 << 20, RLIM_INFINITY},
    {RLIMIT_STACK, "RLIMIT_STACK", 8 << 20, RLIM_INFINITY},
    {RLIMIT_DATA, "RLIMIT_DATA", RLIM_INFINITY, RLIM_INFINITY},
    {RLIMIT_AS, "RLIMIT_AS", RLIM_INFINITY, RLIM_INFINITY},
    {RLIMIT_CPU, "RLIMIT_CPU", RLIM_INFINITY, RLIM_INFINITY},
    {RLIMIT_FSIZE, "RLIMIT_FSIZE", RLIM_INFINITY, RLIM_INFINITY},
    // The kernel would hand a core dump to a program of the machine, as the machine's root, and
    // what that keeps would stay. The number 1 is its word for: not even that.
    {RLIMIT_CORE, "RLIMIT_CORE", 1, 1},
};

}  // namespace

absl::StatusOr<std::vector<ProcessLimit>> HostProcessLimits() {
  std::vector<ProcessLimit> limits;
  for (const Wanted& wanted : kWanted) {
    rlimit own;
    if (getrlimit(wanted.resource, &own) != 0)
      return absl::InternalError(absl::StrCat(wanted.type, ": ", strerror(errno)));
    const rlim_t hard = std::min(own.rlim_max, wanted.hard);
    limits.push_back({wanted.type, std::min(wanted.soft, hard), hard});
  }
  return limits;
}

}  // namespace drill
