// What a person looks at first when a stack does not come up: which containers there are, and what
// those say that are not well.
#ifndef HARNESS_SEED_STACK_STATE_H_
#define HARNESS_SEED_STACK_STATE_H_

#include <string>

#include "harness/host/drill_host.h"

namespace drill {

// `docker compose ps` in `directory` of the host, and the last log lines of each container that
// neither runs, nor is healthy where that is checked, nor ended with exit code 0. Empty when there
// is no container. Never an error: what cannot be asked is said.
std::string DescribeContainers(DrillHost& host, const std::string& directory);

}  // namespace drill

#endif  // HARNESS_SEED_STACK_STATE_H_
