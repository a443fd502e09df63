// Steps that a document gives to a person's hands: items of its lists that no shell can run.
#ifndef HARNESS_RUNBOOK_MANUAL_STEPS_H_
#define HARNESS_RUNBOOK_MANUAL_STEPS_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "harness/runbook/document.h"
#include "harness/runbook/plan.h"
#include "harness/runbook/procedure.h"
#include "harness/scenario/scenario.pb.h"

namespace drill {

struct ManualSteps {
  // In the order of the document. `run_text` is the scenario's `stand_in`, with its placeholders.
  std::vector<Step> steps;
  // Where the scenario has something run in a person's place.
  std::vector<PlanDeviation> deviations;
  // "path:line: what; remedy".
  std::vector<std::string> problems;
};

// The items and paragraphs of the procedure that `rollback` names as manual steps. A problem for
// each that is not there, or there twice, and for each item beside a named one that neither a
// person nor a shell would do.
ManualSteps FindManualSteps(const Document& document, const Procedure& procedure,
                            const Rollback& rollback);

}  // namespace drill

#endif  // HARNESS_RUNBOOK_MANUAL_STEPS_H_
