// The drill system of real drills: a machine with the stack on it, which its source boots.
#ifndef HARNESS_DRILL_REAL_SYSTEM_H_
#define HARNESS_DRILL_REAL_SYSTEM_H_

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "harness/base/clock.h"
#include "harness/base/mask.h"
#include "harness/base/stop_token.h"
#include "harness/base/wall_anchor.h"
#include "harness/drill/docker_objects.h"
#include "harness/drill/drill_load.h"
#include "harness/drill/drill_system.h"
#include "harness/drill/drill_twin.h"
#include "harness/drill/host_source.h"
#include "harness/drill/lateness_meter.h"
#include "harness/drill/person.h"
#include "harness/drill/prepared_drill.h"
#include "harness/drill/stack_watch.h"
#include "harness/drill/stay_watch.h"
#include "harness/fault/fault_random.h"
#include "harness/host/drill_host.h"
#include "harness/host/not_done.h"
#include "harness/host/secret_files.h"
#include "harness/probe/noted_recovery_point.h"
#include "harness/probe/probe_context.h"
#include "harness/probe/probe_runner.h"
#include "harness/runbook/plan.h"
#include "harness/runbook/session.h"
#include "harness/seed/seeds.h"
#include "harness/twin/portrait.pb.h"
#include "harness/verify/kept_restores.h"

namespace drill {

// What a RealSystem works with; nothing is owned.
struct RealSystemOptions {
  // Boots the machine of this drill.
  HostSource* hosts = nullptr;
  // The seed that the machine is cloned from.
  const Seed* seed = nullptr;
  // Healthy machines observed for that seed; null where none were.
  const HealthyMachines* healthy = nullptr;
  // What is known of the prepared machine's own backups.
  KeptRestores kept_restores = KeptRestores("", "");
  const PreparedDrill* drill = nullptr;
  // Plan to follow in place of the drill's own; null: the drill's.
  const Plan* plan = nullptr;
  // Unique on this machine.
  std::string id;
  std::string run_directory;
  const StopToken* stop = nullptr;
  // Learns the secrets of the stack's secret_files once the host is up.
  Masker* masker = nullptr;
  // TearDown() leaves the host standing, unless somebody stopped the drill.
  bool keep = false;
  // The procedure is typed into a plain bash (plain_shell.h).
  bool plain_shell = false;
  // Takes what the procedure leaves to people; null: nobody is there.
  Person* person = nullptr;
  // For every random choice of its faults.
  uint64_t random_seed = 0;
};

class RealSystem : public DrillSystem {
 public:
  explicit RealSystem(const RealSystemOptions& options)
      : options_(options), random_(options.random_seed) {}

  absl::Status BootHost() override;
  std::vector<std::string> MissingWalls() const override { return host_->MissingWalls(); }
  absl::Status StartStack() override;
  absl::StatusOr<Recovered> AwaitGreen(const GreenRequest& request) override;
  absl::StatusOr<RedLook> LookForRed(const GreenRequest& request) override;
  absl::StatusOr<std::vector<ProofLook>> LookOnce(const std::vector<Probe>& probes) override;
  absl::StatusOr<bool> FindRecoveryPoint() override;
  absl::StatusOr<std::vector<std::string>> CompareDocument() override;
  absl::StatusOr<RowsGrown> GrowRows(int64_t rows) override;
  void NoteRows() override;
  absl::StatusOr<bool> NoteDatabase() override;
  absl::Status NoteParts() override;
  absl::Status BeginWatch(const GreenRequest& request) override;
  absl::StatusOr<Recovered> FinishWatch(absl::Duration within) override;
  absl::Status StartLoad(const Load& load, const std::string& window) override;
  void MarkLoad(const std::string& window) override;
  absl::StatusOr<std::vector<LoadWindow>> StopLoad() override;
  std::vector<LoadWindow> LoadSoFar() override;
  std::vector<LoadWindow> LoadSince(absl::Duration from) override;
  absl::StatusOr<PersonsAnswer> AwaitDecision(const std::string& question,
                                              absl::Duration given) override {
    return person().Await(question, given);
  }
  absl::StatusOr<Injection> InjectFault(const Fault& fault) override;
  absl::StatusOr<ProcedureEnded> RunProcedure(const std::string& outputs,
                                              const ProcedureEvents& events) override;
  void FollowInstead(const Plan& plan, const Rollback& rollback) override {
    plan_ = &plan;
    rollback_ = &rollback;
  }
  std::vector<std::string> TakeNotDone() override;
  absl::StatusOr<BackupFindings> LookAtBackups(const std::string& when) override;
  absl::StatusOr<Verification> Verify(const Expected& expected, int looks) override;
  void BeginStay() override;
  Stay StaySoFar() override { return stay_->SoFar(); }
  Stay EndStay() override;
  absl::StatusOr<std::vector<ContainerLife>> ContainersNow() override;
  absl::StatusOr<std::vector<ProofLook>> LookAgain(const GreenRequest& request) override;
  absl::Status AskUsersRequests() override;
  absl::StatusOr<TwinLook> CompareWithTwin(const Expected& expected) override;
  absl::StatusOr<DataResult> CompareData(const DataRule& rule) override;
  absl::StatusOr<ReadBackLook> ReadBackWrites() override;
  absl::StatusOr<CheckResult> RestartMachine() override;
  absl::StatusOr<CheckResult> Redeploy() override;
  absl::StatusOr<std::vector<CheckResult>> RunMigrationCycle() override;
  std::optional<Lateness> TakeLateness() override { return lateness_.Take(); }
  std::vector<Evidence> CollectEvidence() override;
  absl::StatusOr<Residue> TearDown() override;

  // What is on the machine since the fault, what is not any more, and what the procedure left worse
  // than it found it. Nothing where that cannot be told.
  std::optional<HostChanges> LookForChanges() const;

  // The drill host; null before BootHost() and after TearDown().
  DrillHost* host() { return host_.get(); }

 private:
  const Stack& stack() const { return options_.drill->stack(); }
  Person& person() const { return options_.person == nullptr ? *nobody_ : *options_.person; }
  absl::Status Keep();
  // Objects of the host's engine; nullopt where it does not answer.
  std::optional<DockerObjects> Objects() const;
  bool CameBack() const { return recovered_at_ != absl::InfiniteFuture(); }
  absl::Status AwaitHealthChecks();
  // What is compared afterwards with how the procedure found it.
  absl::Status NoteBeforeProcedure();
  // `led`: somebody reads each command before it is run.
  SessionOptions SessionFor(const std::string& outputs, bool led) const;
  // The plan that is followed.
  const Plan& plan() const;
  absl::StatusOr<ReleaseFacts> ExpectedFacts() const;

  const RealSystemOptions options_;
  const std::unique_ptr<Person> nobody_ = NobodyThere(RealClock(), options_.stop);
  // In place of the drill's own; null: that.
  const Plan* plan_ = nullptr;
  const Rollback* rollback_ = nullptr;
  std::unique_ptr<DrillHost> host_;
  std::unique_ptr<SecretFiles> secrets_;
  std::optional<ProbeContext> context_;
  std::unique_ptr<ProbeRunner> runner_;
  std::unique_ptr<BackupWatch> backups_;
  std::unique_ptr<StackWatch> watch_;
  std::unique_ptr<StayWatch> stay_;
  // Null until the stack is started.
  std::unique_ptr<DrillLoad> load_;
  // Uses host and load.
  std::unique_ptr<DrillTwin> twin_;
  FaultRandom random_;
  LatenessMeter lateness_;
  NotDone not_done_;
  // Anchor of every wall-clock time that is compared with another one.
  const WallAnchor anchor_ = WallAnchor(RealClock());
  absl::Time recovered_at_ = absl::InfiniteFuture();
  NotedRecoveryPoint recovery_point_;
  // Set when only the code is rolled back: the expected facts, with the schema as it stays.
  std::optional<ReleaseFacts> noted_;
  // Engine objects before the first fault, and right before the procedure.
  std::optional<DockerObjects> healthy_;
  std::optional<DockerObjects> broken_;
  // The stack's, where the scenario expects some to be left alone and the procedure was run.
  std::optional<std::vector<ContainerInfo>> before_procedure_;
  bool procedure_was_run_ = false;
};

}  // namespace drill

#endif  // HARNESS_DRILL_REAL_SYSTEM_H_
