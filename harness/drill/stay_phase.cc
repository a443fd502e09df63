#include "harness/drill/stay_phase.h"

#include <optional>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "harness/base/plural.h"
#include "harness/base/proto_duration.h"
#include "harness/base/stoppable_sleep.h"
#include "harness/drill/recovery_request.h"
#include "harness/verify/stays_well.h"
#include "harness/verify/steady_growth.h"

namespace drill {
namespace {

constexpr char kName[] = "stays_well";
constexpr absl::Duration kDefault = absl::Seconds(10);
// How much longer is waited at most where a service still grows.
constexpr absl::Duration kLonger = absl::Seconds(20);
constexpr absl::Duration kBetweenSamples = absl::Seconds(1);
// Same number and spacing of looks as for any check that fails at first.
constexpr int kLooks = 3;
constexpr absl::Duration kBetweenLooks = absl::Milliseconds(500);

}  // namespace

// Why the stay is skipped; empty when it is not. There is no wait where the verdict is known
// already or does not depend on it.
std::string StayPhase::WhyNot(bool recovered, bool decided) const {
  if (std::string left_out = spec_.WhyLeftOut(kName); !left_out.empty()) return left_out;
  if (!recovered) return "the system did not come back, so that there is nothing that stays well";
  if (decided) return "the drill has failed already";
  const std::string& known = spec_.scenario.known_bad().check();
  if (spec_.control == Control::kNone && !known.empty() && !absl::StartsWith(known, kName))
    return absl::StrCat("known to be bad, and to be found by ", known);
  return "";
}

void StayPhase::Begin(bool recovered, bool decided) {
  why_not_ = WhyNot(recovered, decided);
  if (!why_not_.empty()) return;
  begun_ = true;
  began_ = clock_.Monotonic();
  system_.BeginStay();
}

void StayPhase::WaitForGrowthToEnd() {
  const absl::Duration last = clock_.Monotonic() + kLonger;
  while (!stop_.stopped() && clock_.Monotonic() < last && StillGrows(system_.StaySoFar()))
    SleepUntil(clock_.Monotonic() + kBetweenSamples, clock_, &stop_);
}

absl::Duration StayPhase::Wanted() const {
  return DurationOr(spec_.scenario.recovery().stays_well(), kDefault);
}

bool StayPhase::Wait(absl::Duration kept) {
  SleepUntil(began_ + Wanted() - kept, clock_, &stop_);
  WaitForGrowthToEnd();
  stay_ = system_.EndStay();
  // Where the drill is stopped nothing else comes; what was seen is recorded all the same.
  return stop_.stopped() ? WaitOut() : true;
}

bool StayPhase::WaitOut() {
  SleepUntil(began_ + Wanted(), clock_, &stop_);
  stay_.set_wanted_us(absl::ToInt64Microseconds(Wanted()));
  stay_.set_lasted_us(recorder_.MicrosecondsSince(began_));
  Event event;
  *event.mutable_stay() = stay_;
  recorder_.Record(std::move(event));
  if (stop_.stopped()) return recorder_.Must(absl::CancelledError("stopped by the user"));
  RecordMemory();
  return true;
}

void StayPhase::RecordMemory() {
  if (std::optional<CheckResult> check = CheckMemory(stay_))
    return recorder_.RecordCheck(*std::move(check), CHECK_PHASE_VERIFICATION);
  recorder_.RecordNotLookedAt(
      "stays_well/memory",
      absl::StrCat("no container's memory was seen ", Counted(kFewestMemorySamples, "time")));
}

bool StayPhase::LookAgain() {
  if (!begun_) {
    recorder_.RecordNotLookedAt(kName, why_not_);
    return true;
  }
  LastLook look;
  if (!LookAtProbes(&look)) return false;
  absl::StatusOr<std::vector<ContainerLife>> lives = system_.ContainersNow();
  if (!lives.ok()) {
    if (stop_.stopped()) return recorder_.Must(lives.status());
    look.set_not_read(std::string(lives.status().message()));
  } else {
    look.mutable_containers()->Assign(lives->begin(), lives->end());
  }
  look.set_at_us(recorder_.MicrosecondsSince(began_));
  Event event;
  *event.mutable_last_look() = look;
  recorder_.Record(std::move(event));
  recorder_.RecordCheck(CheckRounds(look.rounds()), CHECK_PHASE_VERIFICATION);
  recorder_.RecordCheck(CheckLives(stay_, look), CHECK_PHASE_VERIFICATION);
  return true;
}

bool StayPhase::LookAtProbes(LastLook* look) {
  for (int i = 0; i < kLooks; ++i) {
    if (i > 0) clock_.Sleep(kBetweenLooks);
    absl::StatusOr<std::vector<ProofLook>> seen = system_.LookAgain(RecoveryRequest(spec_));
    if (!recorder_.Must(seen.status())) return false;
    ProbeRound& round = *look->add_rounds();
    round.mutable_looks()->Assign(seen->begin(), seen->end());
    if (i == 0 && CheckRound(round).passed()) return true;
  }
  return true;
}

}  // namespace drill
