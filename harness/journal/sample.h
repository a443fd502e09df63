// What repeated drills can honestly claim: the spread that was seen, and a bound on how often the
// target is met.
#ifndef HARNESS_JOURNAL_SAMPLE_H_
#define HARNESS_JOURNAL_SAMPLE_H_

#include <string>
#include <vector>

#include "absl/time/time.h"

namespace drill {

// Lower end of the one-sided 95 % confidence interval (Clopper and Pearson) for the share of
// successes, after `successes` of `trials` independent ones. 0 when there was no success or no
// trial.
double LowerConfidenceBound(int successes, int trials);

// One sentence. `recoveries` holds the recovery times of the drills that passed, `drills` counts
// all that ran the procedure. With fewer than 20 no high percentile is named: there are not enough
// values above it.
std::string DescribeSample(std::vector<absl::Duration> recoveries, int drills,
                           absl::Duration target);

}  // namespace drill

#endif  // HARNESS_JOURNAL_SAMPLE_H_
