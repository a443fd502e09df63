#include "harness/journal/verdict.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "harness/base/at_or_below.h"
#include "harness/base/enum_text.h"
#include "harness/journal/command_remarks.h"
#include "harness/journal/disturbance.h"
#include "harness/journal/journal_facts.h"

namespace drill {
namespace {

constexpr char kNoRollback[] = "no_rollback";

std::string Describe(const CheckResult& check) {
  return absl::StrCat(check.name(), ": expected ", check.expected(), ", found ", check.actual());
}

// What shows that the rollback did not do its job, in the order found.
std::vector<std::string> FailureReasons(const JournalFacts& facts) {
  std::vector<std::string> reasons;
  for (const CheckResult& check : facts.checks) {
    if (Fails(check)) reasons.push_back(Describe(check));
  }
  const bool told = std::any_of(facts.checks.begin(), facts.checks.end(),
                                [](const CheckResult& check) { return check.name() == "data"; });
  // The drill makes a check of it, too; it is judged whether or not it does.
  if (!facts.data || told) return reasons;
  const DataResult& data = *facts.data;
  if (data.rule() == LOSS_RULE_NOT_CHECKED) return reasons;
  if (data.rule() != LOSS_RULE_RECOVERY_POINT && data.rows_lost() > 0) {
    reasons.push_back(absl::StrCat(data.rows_lost(), " acknowledged writes are lost"));
  }
  if (data.rows_lost_before_recovery_point() > 0) {
    reasons.push_back(absl::StrCat(data.rows_lost_before_recovery_point(),
                                   " writes from before the recovery point are lost"));
  }
  if (data.rows_lost_after_recovery() > 0) {
    reasons.push_back(
        absl::StrCat(data.rows_lost_after_recovery(), " writes from after the recovery are lost"));
  }
  if (data.rows_changed() > 0)
    reasons.push_back(absl::StrCat(data.rows_changed(), " writes have other contents than sent"));
  if (data.rows_unexpected() > 0) {
    reasons.push_back(absl::StrCat(data.rows_unexpected(), " rows are there unexpectedly"));
  }
  if (data.has_max_lost_seconds() && data.recovery_point_age_seconds() > data.max_lost_seconds()) {
    reasons.push_back(absl::StrCat("the recovery point was ", data.recovery_point_age_seconds(),
                                   " s old at the fault, allowed are ", data.max_lost_seconds()));
  }
  return reasons;
}

// Time from the start of the procedure to the first green observation; nullopt without both.
std::optional<int64_t> RecoveryUs(const JournalFacts& facts) {
  if (!facts.procedure_began_us || !facts.recovered || !facts.recovered->recovered()) {
    return std::nullopt;
  }
  return facts.recovered->first_green_us() - *facts.procedure_began_us;
}

// What the journal must hold for a drill to have come to its natural end. Empty: it does.
std::string FirstGap(const JournalFacts& facts) {
  if (!facts.began) return "the journal does not say which drill it is of";
  if (facts.has_fault() && !facts.proof) return "the journal holds no proof of the fault";
  if (facts.has_rollback() && !facts.procedure) return "the journal holds no procedure";
  if (!facts.recovered) return "the journal does not say whether the system recovered";
  if (!facts.verified) return "the verification did not end";
  if (facts.has_rollback() && (!facts.target || facts.target->limit_ms() <= 0)) {
    return "the journal holds no time target";
  }
  return "";
}

// Whether something that tells one release from another, or one state of the data, was looked at
// and is right. Everything else can be green on the wrong one.
bool ShowsTheRelease(const JournalFacts& facts) {
  const auto shows = [](const CheckResult& check) {
    const std::string& name = check.name();
    return check.passed() && !check.skipped() && check.phase() == CHECK_PHASE_VERIFICATION &&
           (name == "schema" || name == "revision" || name == "data" ||
            absl::StartsWith(name, "versions/") || absl::StartsWith(name, "recorded/") ||
            absl::StartsWith(name, "seeded_data/"));
  };
  return std::any_of(facts.checks.begin(), facts.checks.end(), shows);
}

// A system that was well when the first command began may have healed by itself.
bool WasRedAfterTheFirstCommand(const JournalFacts& facts) {
  const int64_t began = facts.first_command_us.value_or(facts.procedure_began_us.value_or(0));
  return facts.recovered->has_last_red_us() && facts.recovered->last_red_us() >= began;
}

// Of a procedure that the drill host kept from its work: what was found after it says nothing of
// the document. Empty: it was not.
std::string KeptFromRunning(const JournalFacts& facts) {
  for (const CheckResult& check : facts.checks) {
    if (check.name() == "procedure" && IsUndecided(check) && check.source() == kRefusedByHost)
      return Describe(check);
  }
  return "";
}

// Why a drill in which no check failed is still no proof that the system is well; empty when it is.
std::string FirstDoubt(const JournalFacts& facts) {
  for (const CheckResult& check : facts.checks) {
    if (IsUndecided(check)) return absl::StrCat(check.name(), ": ", check.actual());
  }
  if (!ShowsTheRelease(facts)) {
    return "none of version, schema and data was looked at and found right: it is not known what "
           "came back";
  }
  if (!facts.data) return "the writes were not looked for";
  if (facts.data->rule() != LOSS_RULE_NOT_CHECKED && facts.data->rows_acknowledged() == 0) {
    return "no write was acknowledged, so that nothing is known of the data";
  }
  if (!facts.has_rollback()) return "";
  if (RecoveryUs(facts).value_or(-1) < 0) return "the system was green before the procedure began";
  if (!WasRedAfterTheFirstCommand(facts)) {
    return "nothing was red any more after the procedure's first command had begun: the system may "
           "have come back by itself";
  }
  return "";
}

struct Judgement {
  Outcome outcome = OUTCOME_UNSPECIFIED;
  std::vector<std::string> reasons;
};

// Judges a drill that ended before its natural end by what was found until then.
Judgement JudgeFailure(const JournalFacts& facts, std::vector<std::string> failed) {
  const std::string& message = facts.failure->message();
  const Outcome outcome = facts.failure->outcome();
  // A rollback that was already seen to fail is not excused by what could not be looked at then.
  if (!failed.empty() && facts.proof && facts.proof->proved() && outcome == OUTCOME_ERROR) {
    failed.push_back(message);
    return {OUTCOME_FAILED, std::move(failed)};
  }
  const bool is_what_was_seen = facts.failure_phase == "steady_state" ||
                                (facts.failure_phase == "fault" && !facts.proved_before.empty());
  if (outcome == OUTCOME_INVALID && is_what_was_seen) {
    const std::string late = Disturbance(facts, facts.failure_phase);
    if (!late.empty()) return {OUTCOME_INCONCLUSIVE, {absl::StrCat(message, " (", late, ")")}};
  }
  const bool known = outcome == OUTCOME_INVALID || outcome == OUTCOME_INCONCLUSIVE;
  return {known ? outcome : OUTCOME_ERROR, {message}};
}

Judgement JudgeOutcome(const JournalFacts& facts) {
  std::vector<std::string> failed = FailureReasons(facts);
  if (facts.failure) return JudgeFailure(facts, std::move(failed));
  if (facts.has_fault() && !facts.proved_before.empty()) {
    return {OUTCOME_INVALID,
            {absl::StrCat("what is to prove the fault was there before it: ",
                          absl::StrJoin(facts.proved_before, "; "))}};
  }
  if (facts.began && facts.has_fault() && facts.proof && !facts.proof->proved()) {
    return {
        OUTCOME_INCONCLUSIVE,
        {absl::StrCat("the fault was not proved: ", absl::StrJoin(facts.proof->evidence(), "; "))}};
  }
  if (const std::string gap = FirstGap(facts); !gap.empty()) return {OUTCOME_ERROR, {gap}};
  if (facts.started.control() == kNoRollback && facts.recovered->recovered()) {
    failed.insert(
        failed.begin(),
        "the system came back without the rollback: what the recovery probes see heals by "
        "itself, and shows nothing of the procedure");
    return {OUTCOME_INCONCLUSIVE, std::move(failed)};
  }
  if (std::string kept = KeptFromRunning(facts); !kept.empty())
    return {OUTCOME_INCONCLUSIVE, {std::move(kept)}};
  if (!failed.empty()) return {OUTCOME_FAILED, std::move(failed)};
  if (const std::string doubt = FirstDoubt(facts); !doubt.empty())
    return {OUTCOME_INCONCLUSIVE, {doubt}};
  return {OUTCOME_PASSED, {}};
}

// The first phase in which something failed is the one that found it.
bool FoundAsSaid(const JournalFacts& facts) {
  const auto first = std::find_if(facts.checks.begin(), facts.checks.end(), Fails);
  if (first == facts.checks.end() || EnumText(first->phase()) != facts.started.known_bad_phase()) {
    return false;
  }
  const DrillStarted& said = facts.started;
  return std::any_of(first, facts.checks.end(), [&](const CheckResult& check) {
    return Fails(check) && check.phase() == first->phase() &&
           IsAtOrBelow(check.name(), said.known_bad_check()) &&
           absl::StrContains(check.actual(), said.known_bad_found());
  });
}

int ExitCode(const JournalFacts& facts, const Verdict& verdict) {
  if (verdict.residue) return 4;
  switch (verdict.outcome) {
    case OUTCOME_PASSED:
      return verdict.as_expected ? 0 : verdict.over_target ? 3 : 1;
    case OUTCOME_FAILED:
      // A control without a rollback is as it must be, and has failed all the same.
      return verdict.as_expected && facts.started.control().empty() ? 0 : 1;
    case OUTCOME_INCONCLUSIVE:
      return 2;
    case OUTCOME_INVALID:
      return 65;
    default:
      return 4;
  }
}

std::vector<const char*> PhasesOf(Span span) {
  switch (span) {
    case SPAN_DETECTION_TO_DECISION:
      return {"detection", "decision"};
    case SPAN_DECISION_TO_EXECUTION:
      return {"decision", "procedure"};
    case SPAN_TOTAL:
      return {"detection", "decision", "procedure", "recovery"};
    default:
      return {"procedure", "recovery"};
  }
}

// Over the target, or not decided where the machine was too late to tell.
void JudgeTarget(const JournalFacts& facts, const Event::Target& target, int64_t took,
                 const std::string& what, Verdict& verdict) {
  if (took <= target.limit_ms() * 1000) return;
  std::string late;
  for (const char* phase : PhasesOf(target.span()))
    if (late.empty()) late = LateIn(facts, phase);
  verdict.reasons.push_back(absl::StrCat(what, " after ", took / 1000, " ms, allowed are ",
                                         target.limit_ms(), late.empty() ? "" : ": ", late));
  verdict.over_target = verdict.over_target || late.empty();
  if (!late.empty()) verdict.outcome = OUTCOME_INCONCLUSIVE;
}

void JudgeTimes(const JournalFacts& facts, Verdict& verdict) {
  JudgeTarget(facts, *facts.target, *RecoveryUs(facts), "recovered", verdict);
  // What has no time in this drill is told beside its target.
  for (const Event::Target& target : facts.span_targets) {
    const std::optional<int64_t> took = facts.spans.Microseconds(target.span());
    if (took) JudgeTarget(facts, target, *took, absl::StrCat(target.name(), " was over"), verdict);
  }
}

void JudgeKnownBad(const JournalFacts& facts, Verdict& verdict) {
  const std::string& check = facts.started.known_bad_check();
  if (verdict.outcome == OUTCOME_PASSED) {
    verdict.as_expected = false;
    verdict.over_target = false;
    verdict.reasons = {absl::StrCat("known to be bad, but it passed: ", check, " found nothing")};
  } else if (verdict.outcome == OUTCOME_FAILED) {
    verdict.as_expected = FoundAsSaid(facts);
    if (!verdict.as_expected) {
      const std::string& found = facts.started.known_bad_found();
      verdict.reasons.insert(
          verdict.reasons.begin(),
          absl::StrCat("known to be bad, but not found by ", check, " in phase ",
                       facts.started.known_bad_phase(),
                       found.empty() ? "" : absl::StrCat(", which was to report: ", found)));
    }
  }
}

}  // namespace

Verdict Judge(const std::vector<Event>& journal) {
  JournalFacts facts = SortOut(journal);
  ExcuseDisturbed(facts);
  Judgement judgement = JudgeOutcome(facts);
  Verdict verdict;
  verdict.outcome = judgement.outcome;
  verdict.reasons = std::move(judgement.reasons);
  if (verdict.outcome == OUTCOME_PASSED && facts.has_rollback()) JudgeTimes(facts, verdict);
  verdict.as_expected = facts.started.control() == kNoRollback
                            ? verdict.outcome == OUTCOME_FAILED
                            : verdict.outcome == OUTCOME_PASSED && !verdict.over_target;
  if (!facts.started.known_bad_check().empty() && facts.started.control().empty()) {
    JudgeKnownBad(facts, verdict);
  }
  // Tear-down that was not seen to end is not clean.
  verdict.residue = facts.began && (!facts.residue || facts.residue->left_size() > 0 ||
                                    !facts.teardown_errors.empty() || !facts.ended);
  if (verdict.residue) {
    verdict.reasons.push_back(
        !facts.teardown_errors.empty()
            ? absl::StrCat("tear-down failed: ", absl::StrJoin(facts.teardown_errors, "; "))
        : facts.residue ? absl::StrCat("left behind: ", absl::StrJoin(facts.residue->left(), "; "))
                        : "the drill's tear-down is not recorded");
    verdict.as_expected = false;
  }
  verdict.exit_code = ExitCode(facts, verdict);
  return verdict;
}

}  // namespace drill
