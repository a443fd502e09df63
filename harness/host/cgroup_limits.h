// The control group of a drill host, made before the host: a parent that holds its limits, and
// below it the group that the host takes for the root of all, and may divide for its containers.
#ifndef HARNESS_HOST_CGROUP_LIMITS_H_
#define HARNESS_HOST_CGROUP_LIMITS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "harness/host/cgroup.h"

namespace drill {

struct HostLimits {
  int64_t memory_bytes = 0;
  int64_t processes = 8192;
  // Processor time, in percent of one processor.
  int64_t processor_percent = 0;
};

// All processors but a tenth of one, which is the harness's, to measure and to stop the rest.
int64_t HostProcessorPercent(unsigned int processors);

// Makes "<name>/machine" in every hierarchy, sets the limits on "<name>", and gives the lower one
// to the user that is the host's root. Returns what cannot be limited here, as "processors".
absl::StatusOr<std::vector<std::string>> MakeHostCgroup(const CgroupMounts& mounts,
                                                        absl::string_view name,
                                                        const HostLimits& limits,
                                                        uint32_t root_user);

// "<name>/machine".
std::string MachineCgroup(absl::string_view name);

}  // namespace drill

#endif  // HARNESS_HOST_CGROUP_LIMITS_H_
