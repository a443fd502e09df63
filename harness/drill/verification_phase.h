// What came back: the load's windows, the checks, the backups, the writes; and the migrations.
#ifndef HARNESS_DRILL_VERIFICATION_PHASE_H_
#define HARNESS_DRILL_VERIFICATION_PHASE_H_

#include <string>
#include <vector>

#include "harness/drill/drill_recorder.h"
#include "harness/drill/drill_spec.h"
#include "harness/drill/drill_system.h"

namespace drill {

// Nothing is owned.
class VerificationPhase {
 public:
  VerificationPhase(const DrillSpec& spec, DrillSystem& system, DrillRecorder& recorder)
      : spec_(spec), system_(system), recorder_(recorder) {}

  // Whether users' requests are to be asked, for the comparison with healthy machines.
  bool wants_requests() const { return spec_.WhyLeftOut("twin").empty(); }
  // Asks them before Verify(), when the load has ended: each would make the other slower.
  bool AskUsersRequests();

  // `looks`: how often a check is looked at that fails at first. `decided`: the drill has failed
  // already, and only a machine that came back is worth a comparison with healthy ones.
  bool Verify(int looks, bool decided);

  // Whether the scenario wants the migrations to be driven; then last of all: no row survives it.
  bool wants_migrations() const {
    return spec_.scenario.expected().migration_cycle() && spec_.control != Control::kNoRollback;
  }
  bool DriveMigrations();

  // Idempotent, as StopLoad() is: a second call has no windows left to record.
  bool RecordLoad();

  bool LookAtBackups(const std::string& when);

 private:
  bool CompareWithTwin();
  bool ReadBackWrites();
  void RecordChecks(std::vector<CheckResult> checks);
  void RecordData(const DataRule& rule, DataResult data);
  void RecordUnreadable(const DataRule& rule, const absl::Status& why);
  void CheckData(const DataRule& rule, const DataResult& data);

  const DrillSpec& spec_;
  DrillSystem& system_;
  DrillRecorder& recorder_;
};

}  // namespace drill

#endif  // HARNESS_DRILL_VERIFICATION_PHASE_H_
