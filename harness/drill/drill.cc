#include "harness/drill/drill.h"

#include <algorithm>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "harness/base/proto_duration.h"
#include "harness/base/status_macros.h"
#include "harness/drill/fault_phases.h"
#include "harness/verify/load_check.h"

namespace drill {
namespace {

// Without a rollback nothing is expected to come back; this is how long that is watched.
constexpr absl::Duration kNoRollbackWatch = absl::Seconds(10);

// How many times as long as at first the load is looked at where users do not seem to be served.
constexpr int kLongerLook = 5;

// What is red is what a reader looks for, and a long line is cut off at its end.
int Interest(absl::string_view seen) {
  if (absl::StrContains(seen, ": red: ")) return 0;
  return absl::StrContains(seen, ": green: ") ? 2 : 1;
}

class Run {
 public:
  Run(const DrillSpec& spec, DrillSystem& system, const EventSink& sink, Clock& clock,
      const StopToken& stop)
      : spec_(spec),
        system_(system),
        clock_(clock),
        stop_(stop),
        recorder_(sink, clock, stop),
        faults_(spec.scenario, system, recorder_) {}

  absl::Status Go() {
    RecordStart();
    Phases();
    TearDown();
    Event ended;
    ended.mutable_drill_ended()->set_duration_us(recorder_.MicrosecondsSince(recorder_.began()));
    Record(std::move(ended));
    return recorder_.written();
  }

 private:
  // Each phase tells whether the next one makes sense.
  void Phases() {
    if (!Phase("host", [&] { return Must(system_.BootHost()); })) return;
    if (!Phase("stack", [&] { return Must(system_.StartStack()); })) return;
    if (!Phase("steady_state", [&] { return SteadyState(); })) return;
    if (spec_.has_backups && !Phase("backups", [&] { return LookAtBackups("before"); })) return;
    if (!Phase("load", [&] { return StartLoad(); })) return;
    if (WithFault() && !Phase("fault", [&] { return faults_.Inject(); })) return;
    if (WithFault() && !Phase("proof", [&] { return faults_.Prove() && MustNotBeWellYet(); }))
      return;
    if (WithProcedure() && !Phase("procedure", [&] { return RunProcedure(); })) return;
    if (!Phase("recovery", [&] { return AwaitRecovery(); })) return;
    Phase("load_after", [&] { return LoadAfterwards(); });
    Phase("verification", [&] { return Verify(); });
  }

  bool WithFault() const { return spec_.control != Control::kNoFault; }
  bool WithProcedure() const {
    if (spec_.control == Control::kNoRollback) return false;
    return WithFault() || spec_.scenario.no_fault_control() == CONTROL_RUN_PROCEDURE;
  }

  bool SteadyState() {
    GreenRequest request;
    request.steady_state = {"*"};
    request.consecutive = 3;
    request.within = absl::Minutes(2);
    absl::StatusOr<Recovered> seen = system_.AwaitGreen(request);
    if (!Must(seen.status())) return false;
    RecordCheck("steady_state", "steady_state", seen->recovered(), "every steady-state probe green",
                absl::StrJoin(seen->last_seen(), "; "));
    if (seen->recovered()) return NoteDifferences();
    return End("invalid", absl::StrCat("the system was not in its steady state before the fault: ",
                                       absl::StrJoin(seen->last_seen(), "; ")));
  }

  // What the document says of the schema is no promise of the rollback's: told, never judged.
  bool NoteDifferences() {
    const absl::StatusOr<std::vector<std::string>> differences = system_.CompareDocument();
    if (!Must(differences.status())) return false;
    for (const std::string& difference : *differences) {
      Event event;
      event.mutable_note()->set_text(difference);
      Record(std::move(event));
    }
    return true;
  }

  bool LookAtBackups(const std::string& when) {
    absl::StatusOr<BackupFindings> found = system_.LookAtBackups(when);
    if (!Must(found.status())) return false;
    for (BackupState& state : found->states) {
      Event event;
      *event.mutable_backup() = std::move(state);
      Record(std::move(event));
    }
    for (CheckResult& check : found->checks) {
      Event event;
      *event.mutable_check() = std::move(check);
      Record(std::move(event));
    }
    return true;
  }

  bool StartLoad() {
    if (!Must(system_.StartLoad(spec_.scenario.load(), "before"))) return false;
    clock_.Sleep(spec_.load_lead);
    system_.MarkLoad("during");
    return true;
  }

  bool RunProcedure() {
    for (const Deviation& deviation : spec_.deviations) {
      Event event;
      *event.mutable_deviation() = deviation;
      Record(std::move(event));
    }
    if (!Must(system_.BeginWatch(RecoveryRequest()))) return false;
    absl::StatusOr<ProcedureEnded> ended = system_.RunProcedure([&](const CommandRun& command) {
      Event event;
      *event.mutable_command_run() = command;
      event.mutable_command_run()->set_start_us(command.start_us() -
                                                absl::ToInt64Microseconds(recorder_.began()));
      Record(std::move(event));
    });
    if (!Must(ended.status())) return false;
    RecordCheck("procedure", "procedure", ended->completed(),
                "every command of the procedure succeeds",
                ended->completed() ? "all succeeded" : ended->reason());
    Event event;
    *event.mutable_procedure_ended() = *std::move(ended);
    Record(std::move(event));
    return true;
  }

  GreenRequest RecoveryRequest() const {
    const Recovery& recovery = spec_.scenario.recovery();
    GreenRequest request;
    request.steady_state.assign(recovery.steady_state().begin(), recovery.steady_state().end());
    request.probes.assign(recovery.probes().begin(), recovery.probes().end());
    request.consecutive = recovery.consecutive() > 0 ? recovery.consecutive() : 5;
    request.interval = DurationOr(recovery.interval(), request.interval);
    request.within = DurationOr(recovery.within(), request.within);
    if (!WithFault() && !WithProcedure()) request = Untouched(request);
    if (spec_.control == Control::kNoRollback)
      request.within = std::min(request.within, kNoRollbackWatch);
    return request;
  }

  // A recovery is only seen where something was not well: probes that the fault leaves green cannot
  // tell when the system came back. One must have been seen red: green slowly is green.
  bool MustNotBeWellYet() {
    const absl::StatusOr<RedLook> look = system_.LookForRed(RecoveryRequest());
    if (!Must(look.status())) return false;
    if (look->red) return true;
    return End("inconclusive",
               absl::StrCat("the fault is proved, but it turns none of the recovery probes red, so "
                            "they cannot show a recovery: ",
                            absl::StrJoin(look->last_seen, "; ")));
  }

  bool AwaitRecovery() {
    if (!WithProcedure() && !Must(system_.BeginWatch(RecoveryRequest()))) return false;
    absl::StatusOr<Recovered> seen = system_.FinishWatch();
    if (!Must(seen.status())) return false;
    recovered_ = seen->recovered();
    RecordRecovery(*std::move(seen));
    return true;
  }

  // A busy moment can cost some of a few dozen requests: then several hundred decide. Looked at
  // twice, not until it looks well: that would excuse what comes and goes.
  bool LoadAfterwards() {
    system_.MarkLoad("after");
    clock_.Sleep(spec_.load_lead);
    if (!recovered_ || LeftOut("load")) return true;
    if (!LoadIsUndecided(system_.LoadSoFar(), kLongerLook)) return true;
    for (int i = 1; i < kLongerLook && !stop_.stopped(); ++i) clock_.Sleep(spec_.load_lead);
    return true;
  }

  bool LeftOut(const std::string& check) const {
    const auto& skipped = spec_.scenario.expected().skipped_checks();
    return std::any_of(skipped.begin(), skipped.end(),
                       [&](const SkippedCheck& one) { return one.name() == check; });
  }

  // A system that nobody touched is looked at as a whole.
  static GreenRequest Untouched(GreenRequest request) {
    request.steady_state = {"*"};
    return request;
  }

  void RecordRecovery(Recovered seen) {
    std::stable_sort(
        seen.mutable_last_seen()->begin(), seen.mutable_last_seen()->end(),
        [](const std::string& a, const std::string& b) { return Interest(a) < Interest(b); });
    RecordCheck("recovery", "recovery", seen.recovered(), "green, several times in a row",
                absl::StrJoin(seen.last_seen(), "; "));
    if (seen.recovered()) {
      seen.set_first_green_us(seen.first_green_us() - absl::ToInt64Microseconds(recorder_.began()));
    }
    Event event;
    *event.mutable_recovered() = std::move(seen);
    Record(std::move(event));
  }

  bool Verify() {
    if (!RecordLoad()) return false;
    const Expected& expected = spec_.scenario.expected();
    absl::StatusOr<std::vector<CheckResult>> checks = system_.Verify(expected);
    if (!Must(checks.status())) return false;
    RecordChecks(*std::move(checks));
    // Before the data: where that cannot be read, what the backups are worth matters all the more.
    if (spec_.has_backups && !LookAtBackups("after")) return false;
    absl::StatusOr<DataResult> data = system_.CompareData(expected.data());
    if (!data.ok() && spec_.control != Control::kNoRollback) return Must(data.status());
    if (data.ok()) RecordData(expected.data(), *std::move(data));
    return !expected.migration_cycle() || spec_.control == Control::kNoRollback || MigrationCycle();
  }

  // Last of all: no row survives it.
  bool MigrationCycle() {
    absl::StatusOr<std::vector<CheckResult>> checks = system_.RunMigrationCycle();
    if (!Must(checks.status())) return false;
    RecordChecks(*std::move(checks));
    return true;
  }

  void RecordChecks(std::vector<CheckResult> checks) {
    for (CheckResult& check : checks) {
      Event event;
      *event.mutable_check() = std::move(check);
      event.mutable_check()->set_phase("verification");
      Record(std::move(event));
    }
  }

  void RecordData(const DataRule& rule, DataResult data) {
    if (rule.rule_case() != DataRule::kNotChecked) CheckData(rule, data);
    Event event;
    *event.mutable_data() = std::move(data);
    Record(std::move(event));
  }

  void CheckData(const DataRule& rule, const DataResult& data) {
    const bool whole = rule.rule_case() == DataRule::kNothingLost;
    const int64_t before = data.rows_lost_before_recovery_point();
    const int64_t after = data.rows_lost_after_recovery();
    const int64_t forbidden = whole ? data.rows_lost() : before + after;
    const absl::Duration most =
        DurationOr(rule.recovery_point().max_lost(), absl::InfiniteDuration());
    const bool in_time = absl::Seconds(data.lost_seconds()) <= most;
    RecordCheck(
        "data", "verification", forbidden == 0 && data.rows_unexpected() == 0 && in_time,
        whole ? "no acknowledged write lost, no row unexpected"
              : "no write from before the recovery point or after the recovery lost, no row "
                "unexpected",
        absl::StrCat(data.rows_lost(), " of ", data.rows_acknowledged(),
                     " acknowledged writes lost (", before, " from before the recovery point, ",
                     after, " from after the recovery), ", data.rows_unexpected(), " unexpected"));
  }

  // Idempotent, as StopLoad() is: a second call has no windows left to record.
  bool RecordLoad() {
    absl::StatusOr<std::vector<LoadWindow>> windows = system_.StopLoad();
    if (!Must(windows.status())) return false;
    for (LoadWindow& window : *windows) {
      Event event;
      *event.mutable_load_window() = std::move(window);
      Record(std::move(event));
    }
    return true;
  }

  void TearDown() {
    RecordLoad();
    Phase("teardown", [&] {
      for (Evidence& evidence : system_.CollectEvidence()) {
        Event event;
        *event.mutable_evidence() = std::move(evidence);
        Record(std::move(event));
      }
      absl::StatusOr<Residue> residue = system_.TearDown();
      if (!residue.ok()) return End("error", std::string(residue.status().message()));
      Event event;
      *event.mutable_residue() = *std::move(residue);
      Record(std::move(event));
      return true;
    });
  }

  void RecordStart() {
    Event started;
    *started.mutable_drill_started() = spec_.started;
    started.mutable_drill_started()->set_control(spec_.control == Control::kNoRollback
                                                     ? "no_rollback"
                                                 : spec_.control == Control::kNoFault ? "no_fault"
                                                                                      : "");
    Record(std::move(started));
    Event target;
    *target.mutable_target() = spec_.target;
    Record(std::move(target));
  }

  // The recorder's verbs, by short names: every phase uses them.
  bool Phase(const std::string& name, const std::function<bool()>& body) {
    return recorder_.Phase(name, body);
  }
  bool Must(const absl::Status& status) { return recorder_.Must(status); }
  bool End(const std::string& outcome, const std::string& message) {
    return recorder_.End(outcome, message);
  }
  void Record(Event event) { recorder_.Record(std::move(event)); }
  void RecordCheck(const std::string& name, const std::string& phase, bool passed,
                   const std::string& expected, const std::string& actual) {
    recorder_.RecordCheck(name, phase, passed, expected, actual);
  }

  const DrillSpec& spec_;
  DrillSystem& system_;
  Clock& clock_;
  const StopToken& stop_;
  DrillRecorder recorder_;
  FaultPhases faults_;
  bool recovered_ = false;
};

}  // namespace

absl::Status RunDrill(const DrillSpec& spec, DrillSystem& system, const EventSink& sink,
                      Clock& clock, const StopToken& stop) {
  return Run(spec, system, sink, clock, stop).Go();
}

}  // namespace drill
