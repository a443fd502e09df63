// What a drill is to do.
#ifndef HARNESS_DRILL_DRILL_SPEC_H_
#define HARNESS_DRILL_DRILL_SPEC_H_

#include <algorithm>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "harness/drill/control.h"
#include "harness/journal/journal.pb.h"
#include "harness/scenario/scenario.pb.h"

namespace drill {

struct DrillSpec {
  Scenario scenario;
  Control control = Control::kNone;
  // First event of the journal, filled in by the caller but for `control`.
  DrillStarted started;
  // Of the runbook plan: where the document could not be run as it stands.
  std::vector<Deviation> deviations;
  Event::Target target;
  // The stack names backups of its own: they are looked at before the load and after verification.
  bool has_backups = false;
  // How long the load runs before the fault, and after recovery, so that there is something to
  // compare with. Five times as long after a recovery at which users do not seem to be served.
  absl::Duration load_lead = absl::Seconds(2);

  // Whether the scenario leaves out the check of that name.
  bool LeavesOut(absl::string_view check) const {
    const auto& skipped = scenario.expected().skipped_checks();
    return std::any_of(skipped.begin(), skipped.end(),
                       [&](const SkippedCheck& one) { return one.name() == check; });
  }
  bool with_fault() const { return control != Control::kNoFault; }
  bool with_procedure() const {
    if (control == Control::kNoRollback) return false;
    return with_fault() || scenario.no_fault_control() == CONTROL_RUN_PROCEDURE;
  }
};

}  // namespace drill

#endif  // HARNESS_DRILL_DRILL_SPEC_H_
