#include "harness/drill/drill.h"

#include <functional>
#include <optional>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "harness/drill/detection_phase.h"
#include "harness/drill/fault_phases.h"
#include "harness/drill/quarterly_part.h"
#include "harness/drill/quarterly_phase.h"
#include "harness/drill/recovery_phases.h"
#include "harness/drill/stay_phase.h"
#include "harness/drill/survival_phase.h"
#include "harness/drill/verification_phase.h"
#include "harness/twin/ask_in_rounds.h"

namespace drill {
namespace {

// Number of looks at a check that fails at first: one when the drill has failed already, else
// three.
constexpr int kOneLook = 1;
constexpr int kThreeLooks = 3;

class Run {
 public:
  Run(const DrillSpec& spec, DrillSystem& system, const EventSink& sink, Clock& clock,
      const StopToken& stop)
      : spec_(spec),
        system_(system),
        clock_(clock),
        stop_(stop),
        recorder_(sink, clock, stop),
        faults_(spec_.scenario, system, recorder_),
        detection_(spec_, system, recorder_, clock, stop),
        quarterly_(spec_, system, recorder_, clock),
        recovery_(spec_, system, recorder_, clock, stop),
        stay_(spec_, system, recorder_, clock, stop),
        survival_(spec_, system, recorder_, clock, stop),
        verification_(spec_, system, recorder_) {
    if (spec_.quarterly != nullptr) recovery_.LedBy(spec_.quarterly->lead);
  }

  absl::Status Go() {
    RecordStart();
    Phases();
    TearDown();
    Event ended;
    ended.mutable_drill_ended()->set_duration_us(recorder_.MicrosecondsSince(recorder_.began()));
    recorder_.Record(std::move(ended));
    return recorder_.written();
  }

 private:
  // Each phase tells whether the next one makes sense.
  void Phases() {
    if (!Phase("host", [&] { return BootHost(); })) return;
    if (!Phase("stack", [&] { return recorder_.Must(system_.StartStack()); })) return;
    if (!Phase("steady_state", [&] { return SteadyState(); })) return;
    if (spec_.growth_rows > 0 && !Phase("growth", [&] { return Grow(); })) return;
    if (spec_.has_backups &&
        !Phase("backups", [&] { return verification_.LookAtBackups("before"); })) {
      return;
    }
    if (!Phase("load", [&] { return StartLoad(); })) return;
    if (spec_.with_fault()) {
      if (!Phase("fault", [&] { return faults_.Inject(); })) return;
      detection_.NoteFault();
      if (!Phase("proof",
                 [&] { return faults_.Prove() && recovery_.MustNotBeWellYet() && NoteDatabase(); }))
        return;
      if (!Detection()) return;
    }
    if (spec_.with_procedure() && !Phase("procedure", [&] { return recovery_.RunProcedure(); }))
      return;
    if (!Phase("recovery", [&] { return AwaitRecovery(); })) return;
    Phase("load_after", [&] { return recovery_.LoadAfterwards(); });
    if (stay_.wanted() && !StayWell()) return;
    if (!Phase("verification", [&] { return Verify(); })) return;
    if (survival_.wanted() && !Phase("survives", [&] {
          return survival_.Try(recovery_.recovered(), recovery_.decided());
        })) {
      return;
    }
    if (verification_.wants_migrations())
      Phase("migrations", [&] { return verification_.DriveMigrations(); });
  }

  // From the fault to the decision, as far as the document says anything of it.
  bool Detection() {
    if (detection_.wants_detection() && !Phase("detection", [&] { return detection_.Detect(); }))
      return false;
    if (spec_.quarterly != nullptr && spec_.with_procedure())
      return Phase("decision", [&] { return quarterly_.Decide(detection_); });
    return !spec_.with_procedure() || !detection_.wants_decision() ||
           Phase("decision", [&] { return detection_.Decide(); });
  }

  bool BootHost() {
    if (!recorder_.Must(system_.BootHost())) return false;
    for (const std::string& wall : system_.MissingWalls()) {
      Event event;
      event.mutable_note()->set_text(
          absl::StrCat("the drill host has not ", wall, "; see docs/isolation.md"));
      recorder_.Record(std::move(event));
    }
    return true;
  }

  bool SteadyState() {
    return AwaitSteadyState("steady_state") && NoteDifferences() && HasRecoveryPoint();
  }

  bool AwaitSteadyState(const std::string& check) {
    GreenRequest request;
    request.steady_state = {"*"};
    request.consecutive = 3;
    request.within = absl::Minutes(2);
    absl::StatusOr<Recovered> seen = system_.AwaitGreen(request);
    if (!recorder_.Must(seen.status())) return false;
    recorder_.RecordCheck(check, CHECK_PHASE_STEADY_STATE, seen->recovered(),
                          "every steady-state probe green", absl::StrJoin(seen->last_seen(), "; "));
    if (seen->recovered()) return true;
    return recorder_.End(OUTCOME_INVALID,
                         absl::StrCat("the system was not in its steady state before the fault: ",
                                      absl::StrJoin(seen->last_seen(), "; ")));
  }

  // Adds rows to the healthy system, which must be as healthy with them.
  bool Grow() {
    absl::StatusOr<RowsGrown> grown = system_.GrowRows(spec_.growth_rows);
    if (absl::IsFailedPrecondition(grown.status()))
      return recorder_.End(OUTCOME_INVALID, std::string(grown.status().message()));
    if (!recorder_.Must(grown.status())) return false;
    Event event;
    *event.mutable_rows_grown() = *std::move(grown);
    recorder_.Record(std::move(event));
    return AwaitSteadyState("steady_state/grown");
  }

  // Reports differences between the document's statements on the schema and the database. They are
  // never judged, since they are no promise of the rollback.
  bool NoteDifferences() {
    const absl::StatusOr<std::vector<std::string>> differences = system_.CompareDocument();
    if (!recorder_.Must(differences.status())) return false;
    for (const std::string& difference : *differences) {
      Event event;
      event.mutable_note()->set_text(difference);
      recorder_.Record(std::move(event));
    }
    return true;
  }

  // Ends the drill as invalid when the scenario excuses losses by a backup and there is no such
  // backup.
  bool HasRecoveryPoint() {
    const DataRule& rule = spec_.scenario.expected().data();
    if (!rule.has_recovery_point()) return true;
    const absl::StatusOr<bool> found = system_.FindRecoveryPoint();
    if (!recorder_.Must(found.status())) return false;
    if (*found) return true;
    return recorder_.End(
        OUTCOME_INVALID,
        absl::StrCat("expected.data.recovery_point.backup_glob: no file on the drill "
                     "host matches ",
                     rule.recovery_point().backup_glob(),
                     ", so that there is no recovery point before the fault"));
  }

  // When only the code is rolled back, the database is expected to stay as it is now: record it.
  bool NoteDatabase() {
    if (!spec_.scenario.expected().code_only()) return true;
    const absl::StatusOr<bool> changed = system_.NoteDatabase();
    if (!changed.ok() && !stop_.stopped()) {
      return recorder_.End(OUTCOME_INCONCLUSIVE,
                           absl::StrCat("expected.code_only: the database could not be read before "
                                        "the procedure: ",
                                        changed.status().message()));
    }
    if (!recorder_.Must(changed.status())) return false;
    if (*changed) return true;
    return recorder_.End(
        OUTCOME_INVALID,
        "expected.code_only: the fault has changed neither schema nor revision, so "
        "that old code on the new schema is not what this drill shows");
  }

  bool StartLoad() {
    if (!recorder_.Must(system_.StartLoad(spec_.scenario.load(), "before"))) return false;
    clock_.Sleep(spec_.load_lead);
    system_.NoteRows();
    system_.MarkLoad("during");
    return true;
  }

  bool AwaitRecovery() {
    if (!recovery_.AwaitRecovery()) return false;
    stay_.Begin(recovery_.recovered(), recovery_.decided());
    return true;
  }

  // Users' requests are asked in the last part of the time, which would pass otherwise without use.
  bool StayWell() {
    if (!verification_.wants_requests())
      return Phase("stays_well",
                   [&] { return stay_.Wait(absl::ZeroDuration()) && stay_.WaitOut(); });
    return Phase("stays_well", [&] { return stay_.Wait(kAskingLimit); }) &&
           Phase("requests", [&] { return verification_.AskUsersRequests() && stay_.WaitOut(); });
  }

  bool Verify() {
    const bool decided = recovery_.decided();
    return verification_.Verify(decided ? kOneLook : kThreeLooks, decided) && stay_.LookAgain();
  }

  void TearDown() {
    verification_.RecordLoad();
    Phase("teardown", [&] {
      for (Evidence& evidence : system_.CollectEvidence()) {
        Event event;
        *event.mutable_evidence() = std::move(evidence);
        recorder_.Record(std::move(event));
      }
      absl::StatusOr<Residue> residue = system_.TearDown();
      if (!residue.ok())
        return recorder_.End(OUTCOME_ERROR, std::string(residue.status().message()));
      Event event;
      *event.mutable_residue() = *std::move(residue);
      recorder_.Record(std::move(event));
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
    recorder_.Record(std::move(started));
    Event target;
    *target.mutable_target() = spec_.target;
    recorder_.Record(std::move(target));
    for (const Event::Target& span : spec_.span_targets) {
      Event more;
      *more.mutable_target() = span;
      recorder_.Record(std::move(more));
    }
    if (spec_.quarterly != nullptr) quarterly_.RecordStart();
  }

  // A phase, and what may have disturbed it.
  bool Phase(const std::string& name, const std::function<bool()>& body) {
    const bool go_on = recorder_.Phase(name, body);
    if (std::optional<Lateness> lateness = system_.TakeLateness()) {
      Event event;
      *event.mutable_lateness() = *std::move(lateness);
      event.mutable_lateness()->set_phase(name);
      recorder_.Record(std::move(event));
    }
    return go_on;
  }

  // Whoever leads the drill may decide on another procedure.
  DrillSpec spec_;
  DrillSystem& system_;
  Clock& clock_;
  const StopToken& stop_;
  DrillRecorder recorder_;
  FaultPhases faults_;
  DetectionPhase detection_;
  QuarterlyPhase quarterly_;
  RecoveryPhases recovery_;
  StayPhase stay_;
  SurvivalPhase survival_;
  VerificationPhase verification_;
};

}  // namespace

absl::Status RunDrill(const DrillSpec& spec, DrillSystem& system, const EventSink& sink,
                      Clock& clock, const StopToken& stop) {
  return Run(spec, system, sink, clock, stop).Go();
}

}  // namespace drill
