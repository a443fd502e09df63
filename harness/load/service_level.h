// Whether the load's requests after the recovery were answered as well as the document promises.
#ifndef HARNESS_LOAD_SERVICE_LEVEL_H_
#define HARNESS_LOAD_SERVICE_LEVEL_H_

#include <vector>

#include "harness/journal/journal.pb.h"
#include "harness/scenario/scenario.pb.h"

namespace drill {

// Two median latencies on one machine differ by that much for reasons that no user notices.
inline constexpr double kNoticedMs = 5;

// "service_level/errors", "service_level/latency_p99" and "service_level/slower", as far as `level`
// has limits, from the windows "before" and "after". Undecided where the requests are too few.
// Pure.
std::vector<CheckResult> CheckServiceLevel(const ServiceLevel& level,
                                           const std::vector<LoadWindow>& windows);

// Whether a longer window "after" could decide what is undecided now. Pure.
bool ServiceLevelIsUndecided(const ServiceLevel& level, const std::vector<LoadWindow>& windows);

}  // namespace drill

#endif  // HARNESS_LOAD_SERVICE_LEVEL_H_
