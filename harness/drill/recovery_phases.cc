#include "harness/drill/recovery_phases.h"

#include <algorithm>
#include <string>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/time/time.h"
#include "harness/drill/recovery_request.h"
#include "harness/journal/command_remarks.h"
#include "harness/load/load_check.h"
#include "harness/load/service_level.h"

namespace drill {
namespace {

// Factor by which the load is watched longer when it cannot yet be decided whether users are
// served.
constexpr int kLongerLook = 5;

// For how long a proved fault may leave all recovery probes green before they are told as blind to
// it.
constexpr absl::Duration kUntilRed = absl::Seconds(15);
constexpr absl::Duration kBetweenRedLooks = absl::Milliseconds(250);

// The order in which probes are listed: red ones first, since long lines are cut off at their end.
int Interest(absl::string_view seen) {
  if (absl::StrContains(seen, ": red: ")) return 0;
  return absl::StrContains(seen, ": green: ") ? 2 : 1;
}

}  // namespace

WatchLength RecoveryPhases::Length() const {
  const absl::Duration within = RecoveryRequest(spec_).within;
  if (spec_.control == Control::kNoRollback)
    return WatchWithoutRollback(absl::Milliseconds(spec_.target.limit_ms()), within);
  return procedure_failed_ ? WatchAfterFailure(within) : WatchAfterProcedure(within);
}

bool RecoveryPhases::MustNotBeWellYet() {
  // What was broken may take some moments to fail: a container that cannot live starts first.
  const absl::Duration end = clock_.Monotonic() + kUntilRed;
  absl::StatusOr<RedLook> look = system_.LookForRed(RecoveryRequest(spec_));
  while (look.ok() && !look->red && !stop_.stopped() && clock_.Monotonic() < end) {
    clock_.Sleep(kBetweenRedLooks);
    look = system_.LookForRed(RecoveryRequest(spec_));
  }
  if (!recorder_.Must(look.status())) return false;
  if (look->red) return true;
  return recorder_.End(
      OUTCOME_INCONCLUSIVE,
      absl::StrCat("the fault is proved, but it turns none of the recovery probes red, so they "
                   "cannot show a recovery: ",
                   absl::StrJoin(look->last_seen, "; ")));
}

bool RecoveryPhases::RunProcedure() {
  for (const Deviation& deviation : spec_.deviations) {
    Event event;
    *event.mutable_deviation() = deviation;
    recorder_.Record(std::move(event));
  }
  if (!recorder_.Must(system_.BeginWatch(RecoveryRequest(spec_)))) return false;
  // Whether the last command was refused by the drill host itself. Its failure is then no evidence
  // against the document.
  bool refused = false;
  ProcedureEvents events;
  events.on_command = [&](const CommandRun& command) {
    Event event;
    *event.mutable_command_run() = command;
    event.mutable_command_run()->set_start_us(recorder_.SinceBegan(command.start_us()));
    recorder_.Record(std::move(event));
    RecordNotDone(command);
    if (!command.nested()) refused = !HostRefusalRemark(command).empty();
  };
  events.on_manual_step = [&](const ManualStepTaken& step) {
    Event event;
    *event.mutable_manual_step() = step;
    event.mutable_manual_step()->set_start_us(recorder_.SinceBegan(step.start_us()));
    recorder_.Record(std::move(event));
  };
  if (lead_ != nullptr) events.before_step = [&](const Step& step) { return Confirm(step); };
  absl::StatusOr<ProcedureEnded> ended = system_.RunProcedure(outputs_, events);
  if (!recorder_.Must(ended.status())) return false;
  procedure_failed_ = !ended->completed();
  Event checked;
  *checked.mutable_check() = ProcedureCheck(*ended, refused);
  recorder_.Record(std::move(checked));
  Event event;
  *event.mutable_procedure_ended() = *std::move(ended);
  recorder_.Record(std::move(event));
  return true;
}

// Asks who leads the drill, and records the answer.
absl::StatusOr<StepConfirmed> RecoveryPhases::Confirm(const Step& step) {
  absl::StatusOr<StepConfirmed> answer = lead_->Confirm(step);
  if (!answer.ok()) return answer;
  Event event;
  *event.mutable_step_confirmed() = *answer;
  event.mutable_step_confirmed()->set_start_us(recorder_.SinceBegan(answer->start_us()));
  recorder_.Record(std::move(event));
  if (answer->answer() != STEP_ANSWER_SKIP) return answer;
  skipped_.push_back(
      absl::StrCat("line ", step.line, ": `", step.text, "` (", answer->reason(), ")"));
  Event skipped;
  Deviation& deviation = *skipped.mutable_deviation();
  deviation.set_line(step.line);
  deviation.set_text(step.text);
  deviation.set_reason(answer->reason());
  deviation.set_kind("skipped_by_person");
  recorder_.Record(std::move(skipped));
  return answer;
}

// `refused`: the drill host kept the last command from its work. A procedure of which a person left
// something out has neither worked nor failed as it is written, whatever came of the rest.
CheckResult RecoveryPhases::ProcedureCheck(const ProcedureEnded& ended, bool refused) const {
  CheckResult check;
  check.set_name("procedure");
  check.set_phase(CHECK_PHASE_PROCEDURE);
  check.set_passed(ended.completed() && skipped_.empty());
  check.set_expected("every command of the procedure succeeds");
  check.set_actual(ended.completed() ? "all succeeded" : ended.reason());
  check.set_source("the scenario");
  if (!ended.completed() && refused) {
    check.set_undecided(true);
    check.set_source(kRefusedByHost);
  }
  if (ended.completed() && !skipped_.empty()) {
    check.set_undecided(true);
    check.set_actual(absl::StrCat("not run as written, who led the drill skipped ",
                                  absl::StrJoin(skipped_, "; ")));
  }
  return check;
}

// Records what the host only pretended to do: the command succeeded, but the machine is not in the
// state that the document assumes.
void RecoveryPhases::RecordNotDone(const CommandRun& command) {
  for (std::string& what : system_.TakeNotDone()) {
    Event event;
    Deviation& deviation = *event.mutable_deviation();
    deviation.set_line(command.line());
    deviation.set_text(command.text());
    deviation.set_reason(std::move(what));
    deviation.set_kind("not_done");
    recorder_.Record(std::move(event));
  }
}

bool RecoveryPhases::AwaitRecovery() {
  if (!spec_.with_procedure() && !recorder_.Must(system_.BeginWatch(RecoveryRequest(spec_))))
    return false;
  const WatchLength length = Length();
  Event limit;
  limit.mutable_watch_limit()->set_limit_us(absl::ToInt64Microseconds(length.limit));
  limit.mutable_watch_limit()->set_reason(length.reason);
  limit.mutable_watch_limit()->set_usual_us(
      absl::ToInt64Microseconds(RecoveryRequest(spec_).within));
  recorder_.Record(std::move(limit));
  absl::StatusOr<Recovered> seen = system_.FinishWatch(length.limit);
  if (!recorder_.Must(seen.status())) return false;
  recovered_ = seen->recovered();
  RecordRecovery(*std::move(seen));
  return true;
}

void RecoveryPhases::RecordRecovery(Recovered seen) {
  std::stable_sort(
      seen.mutable_last_seen()->begin(), seen.mutable_last_seen()->end(),
      [](const std::string& a, const std::string& b) { return Interest(a) < Interest(b); });
  recorder_.RecordCheck("recovery", CHECK_PHASE_RECOVERY, seen.recovered(),
                        "green, several times in a row", absl::StrJoin(seen.last_seen(), "; "));
  if (seen.recovered()) seen.set_first_green_us(recorder_.SinceBegan(seen.first_green_us()));
  if (seen.has_last_red_us()) seen.set_last_red_us(recorder_.SinceBegan(seen.last_red_us()));
  Event event;
  *event.mutable_recovered() = std::move(seen);
  recorder_.Record(std::move(event));
}

bool RecoveryPhases::LoadAfterwards() {
  system_.MarkLoad("after");
  clock_.Sleep(spec_.load_lead);
  if (!recovered_) return true;
  const std::vector<LoadWindow> windows = system_.LoadSoFar();
  const bool undecided =
      (spec_.WhyLeftOut("load").empty() && LoadIsUndecided(windows, kLongerLook)) ||
      ServiceLevelIsUndecided(spec_.scenario.expected().service_level(), windows);
  if (!undecided) return true;
  for (int i = 1; i < kLongerLook && !stop_.stopped(); ++i) clock_.Sleep(spec_.load_lead);
  return true;
}

}  // namespace drill
