// The way back: the procedure is run, and the recovery is watched beside it and after it.
#ifndef HARNESS_DRILL_RECOVERY_PHASES_H_
#define HARNESS_DRILL_RECOVERY_PHASES_H_

#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "harness/base/clock.h"
#include "harness/base/stop_token.h"
#include "harness/drill/drill_recorder.h"
#include "harness/drill/drill_spec.h"
#include "harness/drill/drill_system.h"
#include "harness/drill/lead.h"
#include "harness/drill/watch_length.h"

namespace drill {

// Nothing is owned. Each verb is a phase's body, or part of one, and tells whether the next one
// makes sense.
class RecoveryPhases {
 public:
  // `outputs`: directory of the run directory for what the procedure's commands print.
  RecoveryPhases(const DrillSpec& spec, DrillSystem& system, DrillRecorder& recorder, Clock& clock,
                 const StopToken& stop, std::string outputs = "commands")
      : spec_(spec),
        system_(system),
        recorder_(recorder),
        clock_(clock),
        stop_(stop),
        outputs_(std::move(outputs)) {}

  // A recovery is only seen where something was not well: probes that the fault leaves green cannot
  // tell when the system came back. One must have been seen red: green slowly is green.
  bool MustNotBeWellYet();

  // Who is asked before each command of RunProcedure(); null: nobody. Not owned.
  void LedBy(Lead* lead) { lead_ = lead; }

  // The watch begins before the first command: a system may be back before the last one has ended.
  bool RunProcedure();

  void RecordNotDone(const CommandRun& command);
  bool AwaitRecovery();

  // A busy moment can cost some of a few dozen requests: then several hundred decide. Looked at
  // twice, not until it looks well: that would excuse what comes and goes.
  bool LoadAfterwards();

  bool recovered() const { return recovered_; }

  // Whether the drill has failed already: the procedure stopped, or the system is still broken
  // without one.
  bool decided() const {
    return procedure_failed_ || (spec_.control == Control::kNoRollback && !recovered_);
  }

 private:
  WatchLength Length() const;
  absl::StatusOr<StepConfirmed> Confirm(const Step& step);
  CheckResult ProcedureCheck(const ProcedureEnded& ended, bool refused) const;
  void RecordRecovery(Recovered seen);

  const DrillSpec& spec_;
  DrillSystem& system_;
  DrillRecorder& recorder_;
  Clock& clock_;
  const StopToken& stop_;
  const std::string outputs_;
  Lead* lead_ = nullptr;
  // Of the commands that were skipped: which, and why.
  std::vector<std::string> skipped_;
  bool procedure_failed_ = false;
  bool recovered_ = false;
};

}  // namespace drill

#endif  // HARNESS_DRILL_RECOVERY_PHASES_H_
