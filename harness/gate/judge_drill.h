// What one drill means for a gate. Pure.
#ifndef HARNESS_GATE_JUDGE_DRILL_H_
#define HARNESS_GATE_JUDGE_DRILL_H_

#include <string>
#include <vector>

#include "absl/time/civil_time.h"
#include "harness/journal/gate_report.pb.h"
#include "harness/journal/summary.pb.h"

namespace drill {

struct GateVerdict {
  GateState state = GATE_STATE_UNSPECIFIED;
  // 0 unless the state is GATE_STATE_BAD.
  int exit_code = 0;
  // A sentence; empty where there is nothing to say.
  std::string reason;
};

// What is required of the drill against what became of it. `today` is the day in UTC.
//
// A drill that was not run closes the gate with exit code 2, as one that is inconclusive: nobody
// knows. A known failure excuses what was found of the rollback, its time or its proof, on its last
// day too; never an error of the harness, a scenario that cannot be used, or what was not run.
GateVerdict JudgeGateDrill(const GateResult& result, absl::CivilDay today);

// What failed, in the words of KnownFailure.checks: of a drill that ended with exit code 3 the time
// targets that were missed, else the checks that found something.
std::vector<std::string> FailedParts(const Summary& summary);

// Whether all that failed is known to; where the known failure names nothing, whatever failed.
bool CoversParts(const GateKnownFailure& known, const std::vector<std::string>& parts);

// Whether the failure is known on that day. False where `until` is no day.
bool IsKnownOn(const GateKnownFailure& known, absl::CivilDay today);

}  // namespace drill

#endif  // HARNESS_GATE_JUDGE_DRILL_H_
