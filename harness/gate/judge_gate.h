// Whether a gate is open. Pure.
#ifndef HARNESS_GATE_JUDGE_GATE_H_
#define HARNESS_GATE_JUDGE_GATE_H_

#include <vector>

#include "absl/time/time.h"
#include "harness/journal/gate_report.pb.h"

namespace drill {

// Judges every drill and every piece of evidence as of `now`, and sets whether the gate is open and
// its exit code. What was judged before is judged anew. A shard judges its own drills; what is of
// others, and the evidence, to which they may add, is left to the merged gate.
void JudgeGate(absl::Time now, GateReport& report);

// The first of 4, 65, 1, 2, 3 that is among them; 4 for another one that is not 0; else 0.
int GateExitCode(const std::vector<int>& exit_codes);

}  // namespace drill

#endif  // HARNESS_GATE_JUDGE_GATE_H_
