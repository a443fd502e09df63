#include "harness/gate/freshness.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "harness/base/enum_text.h"
#include "harness/gate/utc_day.h"

namespace drill {
namespace {

constexpr absl::Duration kWrongClock = absl::Hours(1);

absl::Time At(const GateSight& sight) {
  return ParseInstant(sight.at()).value_or(absl::InfinitePast());
}

bool IsOf(const GateEvidence& evidence, const std::string& scenario) {
  const auto& all = evidence.scenarios();
  return std::find(all.begin(), all.end(), scenario) != all.end();
}

// What the history and this gate know of it.
std::vector<GateSight> AllSights(const GateEvidence& evidence,
                                 const google::protobuf::RepeatedPtrField<GateResult>& results,
                                 absl::Time now) {
  std::vector<GateSight> sights(evidence.sights().begin(), evidence.sights().end());
  for (const GateResult& result : results) {
    if (!IsOf(evidence, result.scenario()) || !result.has_summary()) continue;
    if (const auto sight = SightOf(result.summary(), result.run_directory()))
      sights.push_back(*sight);
  }
  sights.erase(std::remove_if(sights.begin(), sights.end(),
                              [&](const GateSight& one) { return At(one) > now + kWrongClock; }),
               sights.end());
  return sights;
}

// The newest of those that are good, or that are not; null when there is none.
const GateSight* Newest(const std::vector<GateSight>& sights, bool good) {
  const GateSight* newest = nullptr;
  for (const GateSight& sight : sights) {
    if (sight.good() != good) continue;
    if (newest == nullptr || At(sight) > At(*newest)) newest = &sight;
  }
  return newest;
}

std::string Old(const GateSight& sight, absl::Time now) {
  return absl::StrCat(AgeText(now - At(sight)), " old");
}

GateVerdict JudgeFailed(const GateEvidence& evidence, const GateSight& failed, absl::Time now) {
  const std::string found = absl::StrCat("the newest drill of ", failed.scenario(), ", ",
                                         Old(failed, now), ", failed: ", failed.reason());
  const GateKnownFailure& known = evidence.known_failure();
  const std::vector<std::string> parts(failed.failed().begin(), failed.failed().end());
  if (evidence.has_known_failure() && CoversParts(known, parts) && IsKnownOn(known, DayOf(now))) {
    return {GATE_STATE_KNOWN, 0,
            absl::StrCat("known until ", known.until(), ": ", known.reason(), " (", found, ")")};
  }
  return {GATE_STATE_BAD, 1, absl::StrCat(found, "; renew it: ", evidence.renew())};
}

GateVerdict JudgeGood(const GateEvidence& evidence, const GateSight& good, absl::Time now) {
  const absl::Duration most = absl::Seconds(evidence.max_age_seconds());
  const std::string found = absl::StrCat(Old(good, now), ", allowed are ", AgeText(most));
  if (now - At(good) <= most) return {GATE_STATE_GOOD, 0, found};
  return {GATE_STATE_BAD, 2, absl::StrCat(found, "; renew it: ", evidence.renew())};
}

}  // namespace

std::optional<GateSight> SightOf(const Summary& summary, const std::string& run_directory) {
  const int code = summary.exit_code();
  if (!summary.control().empty() || (code != 0 && code != 1 && code != 3)) return std::nullopt;
  GateSight sight;
  sight.set_scenario(summary.scenario());
  sight.set_at(summary.started_at());
  sight.set_good(code != 1);
  if (code == 1) {
    sight.set_reason(summary.reasons_size() > 0 ? summary.reasons(0) : EnumText(summary.outcome()));
    for (const std::string& part : FailedParts(summary)) sight.add_failed(part);
  }
  sight.set_run_directory(run_directory);
  return sight;
}

std::vector<GateSight> NewestOfEach(const std::vector<GateSight>& sights) {
  std::vector<GateSight> newest;
  for (const GateSight& sight : sights) {
    if (!ParseInstant(sight.at()).has_value()) continue;
    const auto same = std::find_if(newest.begin(), newest.end(), [&](const GateSight& other) {
      return other.scenario() == sight.scenario();
    });
    if (same == newest.end())
      newest.push_back(sight);
    else if (At(sight) > At(*same))
      *same = sight;
  }
  return newest;
}

void JudgeEvidence(const google::protobuf::RepeatedPtrField<GateResult>& results, absl::Time now,
                   GateEvidence& evidence) {
  const std::vector<GateSight> sights = NewestOfEach(AllSights(evidence, results, now));
  const GateSight* const good = Newest(sights, true);
  const GateSight* const failed = Newest(sights, false);
  GateVerdict verdict = {GATE_STATE_BAD, 2,
                         absl::StrCat("no drill of it is known; renew it: ", evidence.renew())};
  if (good != nullptr)
    verdict = JudgeGood(evidence, *good, now);
  else if (failed != nullptr)
    verdict = JudgeFailed(evidence, *failed, now);
  evidence.clear_newest();
  if (good != nullptr || failed != nullptr)
    *evidence.mutable_newest() = good != nullptr ? *good : *failed;
  evidence.set_state(verdict.state);
  evidence.set_exit_code(verdict.exit_code);
  evidence.set_reason(verdict.reason);
}

}  // namespace drill
