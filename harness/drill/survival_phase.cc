#include "harness/drill/survival_phase.h"

#include <algorithm>
#include <utility>

#include "absl/status/statusor.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/time/time.h"
#include "harness/drill/fault_phases.h"
#include "harness/drill/recovery_phases.h"
#include "harness/drill/recovery_request.h"
#include "harness/verify/survival.h"

namespace drill {
namespace {

constexpr char kFamily[] = "survives";
// Longest time that a whole stack may take to become green after a boot.
constexpr absl::Duration kComeBack = absl::Minutes(2);
constexpr int kLooks = 3;

std::string NameOf(Expected::Survival survival) {
  return absl::AsciiStrToLower(Expected::Survival_Name(survival));
}

std::string CheckName(Expected::Survival survival) {
  return absl::StrCat(kFamily, "/", NameOf(survival));
}

// The harness's own failure within a trial; null where there was none.
const Failure* Error(const SurvivalTrial& trial) {
  for (const Event& event : trial.events()) {
    if (event.has_failure() && event.failure().outcome() == OUTCOME_ERROR) return &event.failure();
  }
  return nullptr;
}

}  // namespace

std::string SurvivalPhase::WhyNot(bool recovered, bool decided) const {
  if (spec_.control != Control::kNone)
    return "a control drill has no recovery by the procedure that could last";
  if (!recovered) return "the system did not come back, so that there is nothing to survive";
  if (decided) return "the drill has failed already";
  const std::string& known = spec_.scenario.known_bad().check();
  if (!known.empty() && !absl::StartsWith(known, kFamily))
    return absl::StrCat("known to be bad, and to be found by ", known);
  return "";
}

bool SurvivalPhase::Try(bool recovered, bool decided) {
  std::string why_not = WhyNot(recovered, decided);
  const auto& wanted = spec_.scenario.expected().survives();
  for (const Expected::Survival survival :
       {Expected::RESTART, Expected::REDEPLOY, Expected::AGAIN}) {
    if (std::find(wanted.begin(), wanted.end(), survival) == wanted.end()) continue;
    if (!why_not.empty()) {
      recorder_.RecordNotLookedAt(CheckName(survival), why_not);
      continue;
    }
    const std::optional<CheckResult> check = Make(survival);
    if (!check) return false;
    if (!check->passed())
      why_not = absl::StrCat("the system did not come through \"", NameOf(survival), "\"");
  }
  return true;
}

std::optional<CheckResult> SurvivalPhase::Make(Expected::Survival survival) {
  SurvivalTrial trial;
  trial.set_trial(NameOf(survival));
  const EventSink sink = [&trial](Event event) {
    *trial.add_events() = std::move(event);
    return absl::OkStatus();
  };
  const absl::Duration began = clock_.Monotonic();
  const absl::StatusOr<std::optional<int64_t>> lost = Lost();
  if (!recorder_.Must(lost.status())) return std::nullopt;
  DrillRecorder facts(sink, clock_, stop_);
  if (Put(survival, facts) && LooksAsBefore(facts) && lost->has_value() && MayLoseNothing(survival))
    LostNothing(**lost, facts);
  trial.set_duration_us(recorder_.MicrosecondsSince(began));
  Event event;
  *event.mutable_survival_trial() = trial;
  recorder_.Record(std::move(event));
  if (const Failure* const error = Error(trial)) {
    recorder_.End(OUTCOME_ERROR, absl::StrCat(CheckName(survival), ": ", error->message()));
    return std::nullopt;
  }
  CheckResult check = CheckSurvival(trial);
  recorder_.RecordCheck(check, CHECK_PHASE_VERIFICATION);
  return check;
}

bool SurvivalPhase::Put(Expected::Survival survival, DrillRecorder& facts) {
  if (survival == Expected::AGAIN) return Again(facts);
  const absl::StatusOr<CheckResult> put =
      survival == Expected::RESTART ? system_.RestartMachine() : system_.Redeploy();
  if (!facts.Must(put.status())) return false;
  facts.RecordCheck(*put, CHECK_PHASE_VERIFICATION);
  return put->passed() && ComesBack(facts);
}

bool SurvivalPhase::Again(DrillRecorder& facts) {
  FaultPhases faults(spec_.scenario, system_, facts);
  RecoveryPhases recovery(spec_, system_, facts, clock_, stop_, "commands-again");
  return faults.Inject() && faults.Prove() && recovery.MustNotBeWellYet() &&
         recovery.RunProcedure() && recovery.AwaitRecovery() && recovery.recovered();
}

bool SurvivalPhase::ComesBack(DrillRecorder& facts) {
  GreenRequest request = RecoveryRequest(spec_);
  request.within = std::max(request.within, kComeBack);
  const absl::StatusOr<Recovered> seen = system_.AwaitGreen(request);
  if (!facts.Must(seen.status())) return false;
  facts.RecordCheck("recovery", CHECK_PHASE_SURVIVES, seen->recovered(),
                    "green, several times in a row", absl::StrJoin(seen->last_seen(), "; "));
  return seen->recovered();
}

// Repeats the checks of the release. "load" is left out, since the load has ended.
bool SurvivalPhase::LooksAsBefore(DrillRecorder& facts) {
  absl::StatusOr<Verification> seen = system_.Verify(spec_.scenario.expected(), kLooks);
  if (!facts.Must(seen.status())) return false;
  for (CheckResult& check : seen->checks)
    if (check.name() != "load") facts.RecordCheck(std::move(check), CHECK_PHASE_VERIFICATION);
  return true;
}

absl::StatusOr<std::optional<int64_t>> SurvivalPhase::Lost() {
  const absl::StatusOr<DataResult> data = system_.CompareData(spec_.scenario.expected().data());
  if (!data.ok()) return data.status();
  if (data->rule() == LOSS_RULE_NOT_CHECKED) return std::nullopt;
  return data->rows_lost();
}

// A procedure that restores a backup restores it a second time, and takes with it what was written
// since.
bool SurvivalPhase::MayLoseNothing(Expected::Survival survival) const {
  return survival != Expected::AGAIN || !spec_.scenario.expected().data().has_recovery_point();
}

bool SurvivalPhase::LostNothing(int64_t lost_before, DrillRecorder& facts) {
  const absl::StatusOr<std::optional<int64_t>> lost = Lost();
  if (!facts.Must(lost.status())) return false;
  const int64_t more = lost->value_or(lost_before) - lost_before;
  facts.RecordCheck("data", CHECK_PHASE_SURVIVES, more <= 0,
                    "no write is lost that was there before",
                    absl::StrCat(std::max<int64_t>(more, 0), " more acknowledged writes lost"));
  return true;
}

}  // namespace drill
