#include "harness/gate/reuse.h"

#include "harness/base/status_macros.h"
#include "harness/gate/freshness.h"
#include "harness/gate/judge_drill.h"
#include "harness/gate/utc_day.h"

namespace drill {
namespace {

// So many of the newest drills are looked at for one that passed or failed.
constexpr int kLookedAt = 50;

// The history's own order is not relied upon.
const KeptDrill* Newest(const GateResult& planned, const std::vector<KeptDrill>& drills) {
  const KeptDrill* newest = nullptr;
  absl::Time newest_at = absl::InfinitePast();
  for (const KeptDrill& drill : drills) {
    const Summary& summary = drill.summary;
    const std::optional<absl::Time> at = ParseInstant(summary.started_at());
    if (!at.has_value() || !summary.control().empty() || *at < newest_at) continue;
    if (summary.scenario() != planned.scenario() ||
        summary.inputs_sha256() != planned.inputs_sha256())
      continue;
    newest = &drill;
    newest_at = *at;
  }
  return newest;
}

// With the drill in the place of its result, the gate's own judgement without excuses.
bool IsAsRequired(const GateResult& planned, const KeptDrill& drill, absl::Time now) {
  GateResult result = planned;
  result.clear_known_failure();
  // Of what is only told, what is as expected is told again.
  if (result.require() == REQUIRE_NOTHING) result.set_require(REQUIRE_AS_EXPECTED);
  result.set_fate(GATE_FATE_REUSED);
  *result.mutable_summary() = drill.summary;
  return JudgeGateDrill(result, DayOf(now)).state == GATE_STATE_GOOD;
}

}  // namespace

absl::StatusOr<std::optional<KeptDrill>> FindReusable(const GateResult& planned,
                                                      absl::Duration max_age, absl::Time now,
                                                      const FindKept& find) {
  if (planned.inputs_sha256().empty()) return std::nullopt;
  HistoryFilter filter;
  filter.scenario = planned.scenario();
  filter.inputs_sha256 = planned.inputs_sha256();
  ASSIGN_OR_RETURN(const std::vector<KeptDrill> drills, find(filter));
  const KeptDrill* const newest = Newest(planned, drills);
  if (newest == nullptr) return std::nullopt;
  const absl::Duration age = now - *ParseInstant(newest->summary.started_at());
  // What lies ahead was dated by a wrong clock; how old it is, nobody knows.
  if (age > max_age || age < absl::ZeroDuration()) return std::nullopt;
  if (!IsAsRequired(planned, *newest, now)) return std::nullopt;
  return std::optional<KeptDrill>(*newest);
}

absl::Status LookUpEvidence(const FindKept& find, GateReport& report) {
  for (GateEvidence& evidence : *report.mutable_evidence()) {
    std::vector<GateSight> sights;
    for (const std::string& scenario : evidence.scenarios()) {
      HistoryFilter filter;
      filter.scenario = scenario;
      filter.newest = kLookedAt;
      ASSIGN_OR_RETURN(const std::vector<KeptDrill> drills, find(filter));
      for (const KeptDrill& drill : drills) {
        if (const auto sight = SightOf(drill.summary, drill.run_directory))
          sights.push_back(*sight);
      }
    }
    evidence.clear_sights();
    for (const GateSight& sight : NewestOfEach(sights)) *evidence.add_sights() = sight;
  }
  return absl::OkStatus();
}

}  // namespace drill
