#include "harness/drill/blind.h"

namespace drill {

Event WithoutTheFault(const Event& event) {
  Event shown = event;
  switch (event.kind_case()) {
    case Event::kDrillStarted:
      shown.mutable_drill_started()->Clear();
      shown.mutable_drill_started()->set_scenario("of the quarter");
      shown.mutable_drill_started()->set_heading("a fault that is not told until the end");
      return shown;
    case Event::kFaultInjected:
      shown.mutable_fault_injected()->Clear();
      shown.mutable_fault_injected()->set_summary("something goes wrong");
      return shown;
    case Event::kFaultProof:
      shown.mutable_fault_proof()->clear_evidence();
      return shown;
    case Event::kQuarterly:
      // Of one scenario alone its name would be the answer.
      shown.mutable_quarterly()->clear_drawn_from();
      return shown;
    case Event::kProcedureChosen:
      shown.mutable_procedure_chosen()->clear_scenarios_id();
      shown.mutable_procedure_chosen()->clear_scenarios_heading();
      return shown;
    // Why the drill ends: what the fault waits for, or the proof that is not there.
    case Event::kFailure:
      shown.mutable_failure()->set_message("the drill ends here; the report says why");
      return shown;
    // The target names the scenario's procedure, the row of the decision table its issue.
    case Event::kTarget:
    case Event::kDecision:
    case Event::kProofBefore:
    case Event::kLastDrill:
    case Event::kNote:
    case Event::kDeviation:
    // These come when it is over, and speak of what was expected.
    case Event::kCheck:
    case Event::kNotLookedAt:
    case Event::kEvidence:
      shown.clear_kind();
      return shown;
    default:
      return shown;
  }
}

}  // namespace drill
