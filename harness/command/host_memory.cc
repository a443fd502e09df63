#include "harness/command/host_memory.h"

#include <algorithm>

#include "absl/strings/str_format.h"
#include "harness/host/bundle.h"

namespace drill {
namespace {

constexpr double kGibibyte = 1 << 30;

}  // namespace

int64_t HostMemory(const Stack& stack) {
  return stack.memory_bytes() > 0 ? stack.memory_bytes() : BundleSpec().memory_bytes;
}

int64_t MemoryForHosts(int64_t machine) { return machine / 10 * 9; }

std::string TooManyAtOnce(const std::vector<PreparedDrill>& drills, int jobs, int64_t for_hosts) {
  int64_t largest = 1;
  for (const PreparedDrill& drill : drills) largest = std::max(largest, HostMemory(drill.stack()));
  if (jobs <= 1 || drills.empty() || int64_t{jobs} * largest <= for_hosts) return "";
  return absl::StrFormat(
      "%d drills at once do not fit into this machine's memory: a drill host may take %.1f GiB, "
      "and %.1f GiB are there for all of them. No more run at once than fit; memory_bytes of a "
      "stack says how much its host may take.",
      jobs, static_cast<double>(largest) / kGibibyte, static_cast<double>(for_hosts) / kGibibyte);
}

}  // namespace drill
