#include "harness/command/host_memory.h"

#include <algorithm>

#include "absl/strings/str_format.h"
#include "harness/command/complain.h"
#include "harness/drill/machine_facts.h"
#include "harness/host/bundle.h"

namespace drill {
namespace {

constexpr double kGibibyte = 1 << 30;

}  // namespace

int64_t HostMemory(const Stack& stack) {
  return stack.memory_bytes() > 0 ? stack.memory_bytes() : BundleSpec().memory_bytes;
}

int64_t MemoryForHosts(int64_t machine) { return machine / 10 * 9; }

int64_t MemoryForHosts() { return MemoryForHosts(ReadMachine().memory_bytes()); }

std::string TooManyAtOnce(const std::vector<int64_t>& hosts, int jobs, int64_t for_hosts) {
  if (hosts.empty()) return "";
  const int64_t largest = *std::max_element(hosts.begin(), hosts.end());
  if (jobs <= 1 || int64_t{jobs} * largest <= for_hosts) return "";
  return absl::StrFormat(
      "%d drills at once do not fit into this machine's memory: a drill host may take %.1f GiB, "
      "and %.1f GiB are there for all of them. No more run at once than fit; memory_bytes of a "
      "stack says how much its host may take.",
      jobs, static_cast<double>(largest) / kGibibyte, static_cast<double>(for_hosts) / kGibibyte);
}

void TellTooManyAtOnce(const std::vector<int64_t>& hosts, int jobs) {
  const std::string fewer = TooManyAtOnce(hosts, jobs, MemoryForHosts());
  if (!fewer.empty()) Complain(fewer);
}

}  // namespace drill
