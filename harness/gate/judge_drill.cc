#include "harness/gate/judge_drill.h"

#include <algorithm>
#include <cstdint>
#include <optional>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "harness/base/enum_text.h"
#include "harness/base/plural.h"
#include "harness/gate/utc_day.h"

namespace drill {
namespace {

constexpr int kNotKnown = 2;
// So many days before a known failure counts again, that is told.
constexpr int64_t kSoon = 14;

// In what a drill is less than what is required. Exit code 0: in nothing.
struct Shortfall {
  int exit_code = 0;
  std::string reason;
};

std::string FirstReason(const Summary& summary) {
  return summary.reasons_size() > 0 ? summary.reasons(0) : EnumText(summary.outcome());
}

bool EndedWell(Require require, const Summary& summary) {
  if (summary.exit_code() == 4 || summary.exit_code() == 65) return false;
  const bool late = summary.outcome() == OUTCOME_PASSED && summary.over_target();
  if (require == REQUIRE_PASSED) return summary.outcome() == OUTCOME_PASSED;
  return summary.as_expected() || late;
}

Shortfall OfTarget(const std::string& name, const Summary& summary) {
  for (const SummaryTarget& target : summary.targets()) {
    if (target.name() != name || !target.has_measured_ms()) continue;
    if (target.met()) return {};
    return {3, absl::StrCat("time target ", name, ": ",
                            absl::FormatDuration(absl::Milliseconds(target.measured_ms())),
                            ", allowed are ",
                            absl::FormatDuration(absl::Milliseconds(target.limit_ms())))};
  }
  return {kNotKnown, absl::StrCat("time target ", name, " was not measured")};
}

Shortfall OfTargets(const GateResult& result) {
  const Summary& summary = result.summary();
  // Of a known-bad drill that failed as it must there is no time.
  if (!result.no_target_because().empty() || summary.outcome() != OUTCOME_PASSED) return {};
  if (result.targets().empty())
    return summary.over_target() ? Shortfall{3, FirstReason(summary)} : Shortfall{};
  Shortfall first;
  for (const std::string& name : result.targets()) {
    const Shortfall one = OfTarget(name, summary);
    // One that was missed weighs more than one that was not measured.
    if (one.exit_code > first.exit_code) first = one;
  }
  return first;
}

Shortfall ShortfallOf(const GateResult& result) {
  const Summary& summary = result.summary();
  if (EndedWell(result.require(), summary)) return OfTargets(result);
  // A known-bad drill that was found has ended with 0, and has not passed.
  return {summary.exit_code() == 0 ? 1 : summary.exit_code(), FirstReason(summary)};
}

bool Covers(const GateKnownFailure& known, const Summary& summary, int exit_code) {
  if (exit_code != 1 && exit_code != 2 && exit_code != 3) return false;
  // What was not decided is no check that failed.
  if (exit_code == 2) return known.checks().empty();
  return CoversParts(known, FailedParts(summary));
}

std::string KnownSentence(const GateKnownFailure& known, absl::CivilDay today,
                          const std::string& found) {
  const std::optional<absl::CivilDay> until = ParseDay(known.until());
  const int64_t left = until.has_value() ? *until - today : 0;
  const std::string soon = left > kSoon ? ""
                           : left == 0  ? ", its last day"
                                        : absl::StrCat(", ", Counted(left, "day"), " more");
  return absl::StrCat("known until ", known.until(), soon, ": ", known.reason(), " (", found, ")");
}

GateVerdict NotRun(const GateResult& result, const std::string& why) {
  if (result.require() == REQUIRE_NOTHING) return {GATE_STATE_TOLD, 0, why};
  return {GATE_STATE_BAD, kNotKnown, why};
}

GateVerdict JudgeSummary(const GateResult& result, absl::CivilDay today) {
  const Shortfall shortfall = ShortfallOf(result);
  if (result.require() == REQUIRE_NOTHING)
    return {GATE_STATE_TOLD, 0, shortfall.exit_code == 0 ? "" : shortfall.reason};
  const GateKnownFailure& known = result.known_failure();
  if (shortfall.exit_code == 0) {
    return {GATE_STATE_GOOD, 0,
            result.has_known_failure()
                ? absl::StrCat("known to fail until ", known.until(),
                               ", and it did not: take it out of the gate file")
                : ""};
  }
  if (!result.has_known_failure() || !Covers(known, result.summary(), shortfall.exit_code))
    return {GATE_STATE_BAD, shortfall.exit_code, shortfall.reason};
  if (IsKnownOn(known, today))
    return {GATE_STATE_KNOWN, 0, KnownSentence(known, today, shortfall.reason)};
  return {GATE_STATE_BAD, shortfall.exit_code,
          absl::StrCat(shortfall.reason, " (known until ", known.until(),
                       ", which is over: ", known.reason(), ")")};
}

}  // namespace

std::vector<std::string> FailedParts(const Summary& summary) {
  std::vector<std::string> parts;
  if (summary.exit_code() == 3) {
    for (const SummaryTarget& target : summary.targets())
      if (target.has_measured_ms() && !target.met())
        parts.push_back(absl::StrCat("target/", target.name()));
    return parts;
  }
  for (const SummaryCheck& check : summary.checks())
    if (!check.passed() && !check.skipped() && !check.undecided())
      parts.push_back(absl::StrCat(EnumText(check.phase()), "/", check.name()));
  return parts;
}

bool CoversParts(const GateKnownFailure& known, const std::vector<std::string>& parts) {
  if (known.checks().empty()) return true;
  return !parts.empty() && std::all_of(parts.begin(), parts.end(), [&](const std::string& part) {
    return std::find(known.checks().begin(), known.checks().end(), part) != known.checks().end();
  });
}

bool IsKnownOn(const GateKnownFailure& known, absl::CivilDay today) {
  const std::optional<absl::CivilDay> until = ParseDay(known.until());
  return until.has_value() && today <= *until;
}

GateVerdict JudgeGateDrill(const GateResult& result, absl::CivilDay today) {
  switch (result.fate()) {
    case GATE_FATE_RUN:
    case GATE_FATE_REUSED:
      return JudgeSummary(result, today);
    case GATE_FATE_OTHER_SHARD:
      return {GATE_STATE_ELSEWHERE, 0, "another shard's"};
    case GATE_FATE_OUT_OF_TIME:
      return NotRun(result, "not run: the budget ran out before it");
    case GATE_FATE_STOPPED:
      return NotRun(result, "not run: the gate was stopped before it");
    default:
      return NotRun(result, "not run: nothing is known of it");
  }
}

}  // namespace drill
