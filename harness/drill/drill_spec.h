// What a drill is to do.
#ifndef HARNESS_DRILL_DRILL_SPEC_H_
#define HARNESS_DRILL_DRILL_SPEC_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "harness/drill/control.h"
#include "harness/drill/incident.h"
#include "harness/journal/journal.pb.h"
#include "harness/runbook/plan.h"
#include "harness/scenario/scenario.pb.h"

namespace drill {

struct QuarterlyPart;

// How the journal tells where a plan is not the document's own.
inline std::vector<Deviation> DeviationsOf(const Plan& plan) {
  std::vector<Deviation> deviations;
  for (const PlanDeviation& planned : plan.deviations) {
    Deviation& deviation = deviations.emplace_back();
    deviation.set_line(planned.line);
    deviation.set_text(planned.text);
    deviation.set_reason(planned.reason);
    deviation.set_kind(planned.kind);
  }
  return deviations;
}

struct DrillSpec {
  Scenario scenario;
  Control control = Control::kNone;
  // First event of the journal, filled in by the caller but for `control`.
  DrillStarted started;
  // Of the runbook plan: where the document could not be run as it stands.
  std::vector<Deviation> deviations;
  Event::Target target;
  // Of the other parts of the time.
  std::vector<Event::Target> span_targets;
  // What the document says before the procedure.
  Incident incident;
  // What makes it a quarterly drill; null: it is none. Not owned.
  const QuarterlyPart* quarterly = nullptr;
  // The stack names backups of its own: they are looked at before the load and after verification.
  bool has_backups = false;
  // Rows that are added to the healthy system before the load; 0: none.
  int64_t growth_rows = 0;
  // How long the load runs before the fault, and after recovery, so that there is something to
  // compare with. Five times as long after a recovery at which users do not seem to be served.
  absl::Duration load_lead = absl::Seconds(2);

  // Why the check of that name is left out, by the scenario or since the data has grown; empty
  // where it is not.
  std::string WhyLeftOut(absl::string_view check) const {
    if (growth_rows > 0 && check == "twin") {
      return absl::StrCat("the database holds ", growth_rows,
                          " rows more than the healthy machines'");
    }
    for (const SkippedCheck& skipped : scenario.expected().skipped_checks())
      if (skipped.name() == check) return absl::StrCat("the scenario says: ", skipped.reason());
    return "";
  }
  bool with_fault() const { return InjectsFault(control); }
  bool with_procedure() const { return RunsProcedure(control, scenario.no_fault_control()); }
};

}  // namespace drill

#endif  // HARNESS_DRILL_DRILL_SPEC_H_
