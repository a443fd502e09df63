#include "harness/gate/judge_gate.h"

#include <algorithm>

#include "harness/gate/freshness.h"
#include "harness/gate/judge_drill.h"
#include "harness/gate/utc_day.h"

namespace drill {

int GateExitCode(const std::vector<int>& exit_codes) {
  for (const int code : {4, 65, 1, 2, 3}) {
    if (std::find(exit_codes.begin(), exit_codes.end(), code) != exit_codes.end()) return code;
  }
  const auto is_good = [](int code) { return code == 0; };
  return std::all_of(exit_codes.begin(), exit_codes.end(), is_good) ? 0 : 4;
}

void JudgeGate(absl::Time now, GateReport& report) {
  report.set_judged_at(InstantText(now));
  std::vector<int> exit_codes;
  for (GateResult& result : *report.mutable_results()) {
    const GateVerdict verdict = JudgeGateDrill(result, DayOf(now));
    result.set_state(verdict.state);
    result.set_exit_code(verdict.exit_code);
    result.set_reason(verdict.reason);
    exit_codes.push_back(verdict.exit_code);
  }
  for (GateEvidence& evidence : *report.mutable_evidence()) {
    JudgeEvidence(report.results(), now, evidence);
    if (report.shards() > 1) {
      evidence.set_state(GATE_STATE_ELSEWHERE);
      evidence.set_exit_code(0);
      evidence.set_reason("judged when the shards are merged");
    }
    exit_codes.push_back(evidence.exit_code());
  }
  report.set_exit_code(GateExitCode(exit_codes));
  report.set_open(report.exit_code() == 0);
}

}  // namespace drill
