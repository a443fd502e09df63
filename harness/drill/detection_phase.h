// Between the fault and the procedure: by which of the document's conditions the fault is seen, and
// what the document says to do about it.
#ifndef HARNESS_DRILL_DETECTION_PHASE_H_
#define HARNESS_DRILL_DETECTION_PHASE_H_

#include <map>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "harness/base/clock.h"
#include "harness/base/stop_token.h"
#include "harness/drill/drill_recorder.h"
#include "harness/drill/drill_spec.h"
#include "harness/drill/drill_system.h"
#include "harness/load/load_trigger.h"
#include "harness/runbook/decision_table.h"

namespace drill {

// Nothing is owned.
class DetectionPhase {
 public:
  DetectionPhase(const DrillSpec& spec, DrillSystem& system, DrillRecorder& recorder, Clock& clock,
                 const StopToken& stop)
      : spec_(spec), system_(system), recorder_(recorder), clock_(clock), stop_(stop) {}

  bool wants_detection() const { return !spec_.incident.triggers.empty(); }
  bool wants_decision() const { return !spec_.incident.decisions.empty(); }

  // Notes the instant from which the detection is counted: right after the fault.
  void NoteFault() { fault_ = clock_.Monotonic(); }

  // Looks at every condition until one has come true. That none does is a fact like another: the
  // drill goes on.
  bool Detect();

  // Looks the row up, and waits until somebody has decided. Who decides against the rollback ends
  // the drill as inconclusive.
  bool Decide();

  // What the table says for what was detected, and whether the procedure that is run is of that
  // kind. `given` passed in a person's place where nobody decided.
  void RecordDecision(bool by_person, absl::Duration given);

 private:
  absl::StatusOr<TriggerSight> Look(const DocumentedTrigger& trigger);
  absl::StatusOr<TriggerSight> LookAtProbes(const std::vector<Probe>& probes);
  absl::Duration LongestWatch() const;
  // What the table says for what was detected; null: nothing.
  const DecisionRow* Row() const;
  std::vector<std::string> Differences(const DecisionRow* row) const;

  const DrillSpec& spec_;
  DrillSystem& system_;
  DrillRecorder& recorder_;
  Clock& clock_;
  const StopToken& stop_;
  absl::Duration fault_;
  // By the probe's name.
  std::map<std::string, int> red_in_a_row_;
  // The row that the trigger leads to which was seen.
  std::string issue_;
};

}  // namespace drill

#endif  // HARNESS_DRILL_DETECTION_PHASE_H_
