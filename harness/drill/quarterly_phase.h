// The decision of a quarterly drill: what monitoring shows, and which procedure is run.
#ifndef HARNESS_DRILL_QUARTERLY_PHASE_H_
#define HARNESS_DRILL_QUARTERLY_PHASE_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "harness/base/clock.h"
#include "harness/drill/detection_phase.h"
#include "harness/drill/drill_recorder.h"
#include "harness/drill/drill_spec.h"
#include "harness/drill/drill_system.h"
#include "harness/drill/quarterly_part.h"

namespace drill {

// Nothing is owned. `spec` is of a quarterly drill, and is changed where another procedure is
// decided on than the scenario's.
class QuarterlyPhase {
 public:
  QuarterlyPhase(DrillSpec& spec, DrillSystem& system, DrillRecorder& recorder, Clock& clock)
      : spec_(spec), system_(system), recorder_(recorder), clock_(clock) {}
  ~QuarterlyPhase() {
    // The recorder that takes the notes ends with the drill.
    if (spec_.quarterly != nullptr) part().lead->set_on_note({});
  }
  QuarterlyPhase(const QuarterlyPhase&) = delete;
  QuarterlyPhase& operator=(const QuarterlyPhase&) = delete;

  // Right after the drill's own first events.
  void RecordStart();

  // Looks, and asks until something is decided that can be done. Who decides against every
  // procedure ends the drill as inconclusive. `detection` records what the decision table says.
  bool Decide(DetectionPhase& detection);

 private:
  // Records what monitoring shows.
  absl::Status Look();
  // Asks until the answer can be done, or is that nothing is to be. `chosen` is the scenario's own
  // procedure, and stays it where nobody was asked.
  absl::StatusOr<LeadsDecision> Ask(ChosenProcedure* chosen, ProcedureChosen* told);
  void Take(const ChosenProcedure& chosen);
  const QuarterlyPart& part() const { return *spec_.quarterly; }

  DrillSpec& spec_;
  DrillSystem& system_;
  DrillRecorder& recorder_;
  Clock& clock_;
  // What the system follows in place of the scenario's procedure.
  ChosenProcedure chosen_;
};

}  // namespace drill

#endif  // HARNESS_DRILL_QUARTERLY_PHASE_H_
