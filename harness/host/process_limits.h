// Limits of every process of a drill host: the same whoever starts the harness, and from whichever
// terminal.
#ifndef HARNESS_HOST_PROCESS_LIMITS_H_
#define HARNESS_HOST_PROCESS_LIMITS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"

namespace drill {

struct ProcessLimit {
  // As in an OCI bundle: "RLIMIT_NOFILE".
  std::string type;
  uint64_t soft = 0;
  uint64_t hard = 0;
};

// As a Debian machine gives them to its services, as far as this process may.
absl::StatusOr<std::vector<ProcessLimit>> HostProcessLimits();

}  // namespace drill

#endif  // HARNESS_HOST_PROCESS_LIMITS_H_
