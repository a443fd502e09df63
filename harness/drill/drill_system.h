// What a drill needs of the world: one verb a phase. The real one drives a drill host; a fake one
// lets the phases be tested in milliseconds.
#ifndef HARNESS_DRILL_DRILL_SYSTEM_H_
#define HARNESS_DRILL_DRILL_SYSTEM_H_

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "harness/drill/person.h"
#include "harness/fault/injection.h"
#include "harness/journal/journal.pb.h"
#include "harness/runbook/plan.h"
#include "harness/scenario/scenario.pb.h"
#include "harness/twin/twin_checks.h"
#include "harness/verify/backup_checks.h"

namespace drill {

// A wait for probes to be green. The instants of the answer count from CLOCK_MONOTONIC's own zero;
// the drill makes them relative to its beginning.
struct GreenRequest {
  // Names of the stack's steady-state probes, or "*".
  std::vector<std::string> steady_state;
  std::vector<Probe> probes;
  int consecutive = 1;
  absl::Duration interval = absl::Milliseconds(20);
  absl::Duration within = absl::Seconds(60);
};

// An answer to whether anything is red.
struct RedLook {
  bool red = false;
  // A line for every probe, as it was seen last.
  std::vector<std::string> last_seen;
};

// What was looked at after the recovery, and the checks that this drill does not have.
struct Verification {
  std::vector<CheckResult> checks;
  std::vector<NotLookedAt> not_looked_at;
};

// How the machine compares with healthy machines of the same stack.
struct TwinLook {
  TwinFindings findings;
  // Why there is nothing to compare; empty where there is.
  std::string not_looked_at;
};

// What is told of a procedure while it runs, each when it is over. `start_us` is on
// CLOCK_MONOTONIC's own zero.
struct ProcedureEvents {
  std::function<void(const CommandRun&)> on_command;
  std::function<void(const ManualStepTaken&)> on_manual_step;
  // Asked before each command whether it is run; empty: all of them are.
  std::function<absl::StatusOr<StepConfirmed>(const Step&)> before_step = {};
};

// Whether users are shown what they wrote.
struct ReadBackLook {
  CheckResult check;
  // Why there is no such check; empty where there is.
  std::string not_looked_at;
};

// A non-OK status means that the harness or the machine failed, never that the system under drill
// is broken: that is a fact in the returned message.
class DrillSystem {
 public:
  virtual ~DrillSystem() = default;

  // Clones the seed and boots the machine, up to an engine that answers.
  virtual absl::Status BootHost() = 0;
  // What this machine could not keep the booted host from, one line each.
  virtual std::vector<std::string> MissingWalls() const = 0;
  // Lays the scenario's overlay, and starts the stack where its containers do not start by
  // themselves.
  virtual absl::Status StartStack() = 0;
  virtual absl::StatusOr<Recovered> AwaitGreen(const GreenRequest& request) = 0;
  // Looks until a probe is red, or all of them have been green `consecutive` times in a row.
  virtual absl::StatusOr<RedLook> LookForRed(const GreenRequest& request) = 0;
  // Looks at each probe once.
  virtual absl::StatusOr<std::vector<ProofLook>> LookOnce(const std::vector<Probe>& probes) = 0;
  // Notes the newest backup that the scenario's rule names, which is the recovery point; false
  // where there is none. Asked before the fault, and once more by RunProcedure().
  virtual absl::StatusOr<bool> FindRecoveryPoint() = 0;
  // In what the document says otherwise of the healthy system than it is, one line each.
  virtual absl::StatusOr<std::vector<std::string>> CompareDocument() = 0;

  // Adds so many rows by the stack's `growth`, and asks how large the database is then.
  // FailedPrecondition, with the command's last words, where it failed.
  virtual absl::StatusOr<RowsGrown> GrowRows(int64_t rows) = 0;

  // Notes the rows of the healthy system, for the twin to look for again. A database that cannot be
  // read is one that the twin cannot judge later.
  virtual void NoteRows() = 0;

  // Notes the database as the fault left it: schema, revision and what else the twin compares of it
  // are expected to stay. False where schema and revision are the expected release's own still. A
  // database that cannot be read is an error.
  virtual absl::StatusOr<bool> NoteDatabase() = 0;

  // Called after each fault that deploys a release, where parts of the system are expected to stay:
  // observes the machine, so that the twin can tell what stays. Only Cancelled is an error: a
  // machine that cannot be observed is one that the twin cannot judge later.
  virtual absl::Status NoteParts() = 0;

  // Starts to watch for recovery, before the procedure: a system may be back before its last
  // command has ended.
  virtual absl::Status BeginWatch(const GreenRequest& request) = 0;
  // Called when the procedure has ended: waits for the green run to be complete, `within` from now
  // at most.
  virtual absl::StatusOr<Recovered> FinishWatch(absl::Duration within) = 0;

  // From here on every request goes to the window of the last name.
  virtual absl::Status StartLoad(const Load& load, const std::string& window) = 0;
  virtual void MarkLoad(const std::string& window) = 0;
  // Waits for the requests under way. Idempotent: a second call has no windows any more. An error
  // where the load could not be made, or not be kept in the ledger.
  virtual absl::StatusOr<std::vector<LoadWindow>> StopLoad() = 0;
  // The windows as if the load had ended now, while it goes on: waits for the requests under way.
  // None where there is no load.
  virtual std::vector<LoadWindow> LoadSoFar() = 0;
  // The windows that have ended, and as the last one, "lately", the requests of the one that goes
  // on which have ended since `from` on the monotonic clock. None where there is no load.
  virtual std::vector<LoadWindow> LoadSince(absl::Duration from) = 0;

  // Waits until somebody has decided whether the procedure is run.
  virtual absl::StatusOr<PersonsAnswer> AwaitDecision(const std::string& question,
                                                      absl::Duration given) = 0;

  virtual absl::StatusOr<Injection> InjectFault(const Fault& fault) = 0;

  // Runs the plan's commands in one operator session, each with a file for its output in the
  // directory `outputs` of the run directory, and waits for what it leaves to people.
  virtual absl::StatusOr<ProcedureEnded> RunProcedure(const std::string& outputs,
                                                      const ProcedureEvents& events) = 0;

  // From here on RunProcedure() follows this plan, made by this rollback, in place of the drill's
  // own. Neither is owned.
  virtual void FollowInstead(const Plan& plan, const Rollback& rollback) = 0;

  // What commands asked of the machine below the drill host since this was last asked, and what was
  // not done, a sentence each. Asked after each command, so that it is told with it.
  virtual std::vector<std::string> TakeNotDone() = 0;

  // The stack's own backups, "before" the load and "after" the verification; nothing where it has
  // none.
  virtual absl::StatusOr<BackupFindings> LookAtBackups(const std::string& when) = 0;

  // `looks`: how often a check is looked at that fails at first.
  virtual absl::StatusOr<Verification> Verify(const Expected& expected, int looks) = 0;
  // Notes how each container lives, and begins to sample their memory.
  virtual void BeginStay() = 0;
  // What was seen since, without its times; while it goes on, and its end.
  virtual Stay StaySoFar() = 0;
  virtual Stay EndStay() = 0;
  // How each container lives now.
  virtual absl::StatusOr<std::vector<ContainerLife>> ContainersNow() = 0;
  // Looks once at each probe of the request.
  virtual absl::StatusOr<std::vector<ProofLook>> LookAgain(const GreenRequest& request) = 0;

  // Asks what users ask, as often as CompareWithTwin() wants to know it, which need not do it then.
  virtual absl::Status AskUsersRequests() = 0;
  // Compares the machine as a whole with healthy ones.
  virtual absl::StatusOr<TwinLook> CompareWithTwin(const Expected& expected) = 0;
  // Compares the ledger of acknowledged writes with the database.
  virtual absl::StatusOr<DataResult> CompareData(const DataRule& rule) = 0;
  // Reads some of the load's writes again, as their users would.
  virtual absl::StatusOr<ReadBackLook> ReadBackWrites() = 0;

  // Shuts the machine down and boots it again, and starts the stack where its containers do not
  // start by themselves: the check "machine" says whether that went through.
  virtual absl::StatusOr<CheckResult> RestartMachine() = 0;
  // Deploys the expected release by the stack's `deploy`: the check "deploy".
  virtual absl::StatusOr<CheckResult> Redeploy() = 0;

  // Drives the stack's migrations once round. The rows do not survive it.
  virtual absl::StatusOr<std::vector<CheckResult>> RunMigrationCycle() = 0;

  // How late the harness was since this was last asked; nullopt where that is not measured.
  virtual std::optional<Lateness> TakeLateness() = 0;

  // Keeps what an engineer would look at: container logs, states. Its own failures are evidence
  // too, never errors.
  virtual std::vector<Evidence> CollectEvidence() = 0;
  // Always called, also after any failure. Idempotent.
  virtual absl::StatusOr<Residue> TearDown() = 0;
};

}  // namespace drill

#endif  // HARNESS_DRILL_DRILL_SYSTEM_H_
