// The kept drills of a history as the earlier bench that a new one is compared with.
#ifndef HARNESS_COMMAND_HISTORY_BASE_H_
#define HARNESS_COMMAND_HISTORY_BASE_H_

#include <vector>

#include "harness/bench/benchmark_json.h"
#include "harness/history/history.h"

namespace drill {

// Adds the times of one scenario's drills, the newest first. Only those count that are on the
// machine of the first that is added at all, and ask what `run` asks: a mutant's, or one on grown
// data, has no digest of its inputs.
void AddToBase(const std::vector<KeptDrill>& drills, BenchBase& base);

}  // namespace drill

#endif  // HARNESS_COMMAND_HISTORY_BASE_H_
