// What the drills of one scenario say together: the spread that was seen, and the strongest claim
// that it bears.
#ifndef HARNESS_STATISTICS_DESCRIBE_SAMPLE_H_
#define HARNESS_STATISTICS_DESCRIBE_SAMPLE_H_

#include <string>
#include <vector>

#include "absl/time/time.h"

namespace drill {

// One sentence. `recoveries` holds the recovery times of the drills that passed, `drills` counts
// all that ran the procedure.
std::string DescribeSample(std::vector<absl::Duration> recoveries, int drills,
                           absl::Duration target);

}  // namespace drill

#endif  // HARNESS_STATISTICS_DESCRIBE_SAMPLE_H_
