// What the recovered system is put to at the end, where the scenario asks for it: its machine's
// restart, the next deploy, and the same fault with the same procedure once more. The way back is
// only good when what comes after it works, too.
//
// Each trial's facts are kept together, as one event of the journal, so that the second recovery is
// never taken for the first.
#ifndef HARNESS_DRILL_SURVIVAL_PHASE_H_
#define HARNESS_DRILL_SURVIVAL_PHASE_H_

#include <cstdint>
#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "harness/base/clock.h"
#include "harness/base/stop_token.h"
#include "harness/drill/drill_recorder.h"
#include "harness/drill/drill_spec.h"
#include "harness/drill/drill_system.h"
#include "harness/journal/journal.pb.h"
#include "harness/scenario/scenario.pb.h"

namespace drill {

// Nothing is owned.
class SurvivalPhase {
 public:
  SurvivalPhase(const DrillSpec& spec, DrillSystem& system, DrillRecorder& recorder, Clock& clock,
                const StopToken& stop)
      : spec_(spec), system_(system), recorder_(recorder), clock_(clock), stop_(stop) {}

  bool wanted() const { return spec_.scenario.expected().survives_size() > 0; }

  // Every trial in turn, up to one that fails: what comes after it would fail for its sake. Those
  // not made are told with the reason. `recovered` and `decided` as RecoveryPhases has them.
  bool Try(bool recovered, bool decided);

 private:
  std::string WhyNot(bool recovered, bool decided) const;
  // nullopt where the drill ends here.
  std::optional<CheckResult> Make(Expected::Survival survival);
  bool Put(Expected::Survival survival, DrillRecorder& facts);
  bool Again(DrillRecorder& facts);
  bool ComesBack(DrillRecorder& facts);
  bool LooksAsBefore(DrillRecorder& facts);
  bool MayLoseNothing(Expected::Survival survival) const;
  bool LostNothing(int64_t lost_before, DrillRecorder& facts);
  // Acknowledged writes that are not in the database; nullopt where they are not looked for.
  absl::StatusOr<std::optional<int64_t>> Lost();

  const DrillSpec& spec_;
  DrillSystem& system_;
  DrillRecorder& recorder_;
  Clock& clock_;
  const StopToken& stop_;
};

}  // namespace drill

#endif  // HARNESS_DRILL_SURVIVAL_PHASE_H_
