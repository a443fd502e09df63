#include "harness/verify/verdict.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

namespace drill {
namespace {

constexpr char kPassed[] = "passed";
constexpr char kFailed[] = "failed";
constexpr char kInconclusive[] = "inconclusive";
constexpr char kInvalid[] = "invalid";
constexpr char kError[] = "error";

// The journal, sorted out.
struct Facts {
  DrillStarted started;
  std::optional<FaultProof> proof;
  std::optional<ProcedureEnded> procedure;
  std::optional<Recovered> recovered;
  std::optional<Event::Target> target;
  std::optional<DataResult> data;
  std::optional<Residue> residue;
  std::optional<Failure> failure;
  std::optional<int64_t> procedure_began_us;
  std::vector<CheckResult> checks;
  std::vector<std::string> teardown_errors;
  bool began = false;
  bool verified = false;
  bool ended = false;
};

Facts SortOut(const std::vector<Event>& journal) {
  Facts facts;
  std::string phase;
  for (const Event& event : journal) {
    if (event.has_drill_started()) {
      facts.started = event.drill_started();
      facts.began = true;
    }
    if (event.has_phase_started()) {
      phase = event.phase_started().name();
      if (phase == "procedure") facts.procedure_began_us = event.at_us();
    }
    if (event.has_phase_ended() && event.phase_ended().name() == "verification") {
      facts.verified = true;
    }
    if (event.has_fault_proof()) facts.proof = event.fault_proof();
    if (event.has_procedure_ended()) facts.procedure = event.procedure_ended();
    if (event.has_recovered()) facts.recovered = event.recovered();
    if (event.has_target()) facts.target = event.target();
    if (event.has_data()) facts.data = event.data();
    if (event.has_residue()) facts.residue = event.residue();
    if (event.has_check()) facts.checks.push_back(event.check());
    if (event.has_failure() && phase == "teardown") {
      facts.teardown_errors.push_back(event.failure().message());
    } else if (event.has_failure() && !facts.failure) {
      facts.failure = event.failure();
    }
    if (event.has_drill_ended()) facts.ended = true;
  }
  return facts;
}

bool HasFault(const Facts& facts) { return facts.started.control() != "no_fault"; }
bool NeedsProcedure(const Facts& facts) { return facts.started.control().empty(); }
bool Undecided(const CheckResult& check) {
  return check.undecided() && !check.passed() && !check.skipped();
}
bool Fails(const CheckResult& check) {
  // An unproved steady state is the drill's fault, not the rollback's.
  return !check.passed() && !check.skipped() && !check.undecided() &&
         check.phase() != "steady_state";
}

std::string Describe(const CheckResult& check) {
  return absl::StrCat(check.name(), ": expected ", check.expected(), ", found ", check.actual());
}

// What shows that the rollback did not do its job, in the order found.
std::vector<std::string> FailureReasons(const Facts& facts) {
  std::vector<std::string> reasons;
  for (const CheckResult& check : facts.checks) {
    if (Fails(check)) reasons.push_back(Describe(check));
  }
  // The drill makes checks of these, too; they are judged whether or not it does.
  const bool told = !reasons.empty();
  if (facts.procedure && !facts.procedure->completed() && !told) {
    reasons.push_back(absl::StrCat("the procedure failed: ", facts.procedure->reason()));
  }
  if (facts.recovered && !facts.recovered->recovered() && !told) {
    reasons.push_back(absl::StrCat("the system did not recover: ",
                                   absl::StrJoin(facts.recovered->last_seen(), "; ")));
  }
  if (!facts.data || told) return reasons;
  const DataResult& data = *facts.data;
  if (data.rule() == "not_checked") return reasons;
  if (data.rule() != "recovery_point" && data.rows_lost() > 0) {
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
  if (data.rows_unexpected() > 0) {
    reasons.push_back(absl::StrCat(data.rows_unexpected(), " rows are there unexpectedly"));
  }
  return reasons;
}

// Time from the start of the procedure to the first green observation; nullopt without both.
std::optional<int64_t> RecoveryUs(const Facts& facts) {
  if (!facts.procedure_began_us || !facts.recovered || !facts.recovered->recovered()) {
    return std::nullopt;
  }
  return facts.recovered->first_green_us() - *facts.procedure_began_us;
}

// What the journal must hold for a drill to have come to its natural end. Empty: it does.
std::string FirstGap(const Facts& facts) {
  if (!facts.began) return "the journal does not say which drill it is of";
  if (HasFault(facts) && !facts.proof) return "the journal holds no proof of the fault";
  if (NeedsProcedure(facts) && !facts.procedure) return "the journal holds no procedure";
  if (!facts.recovered) return "the journal does not say whether the system recovered";
  if (!facts.verified) return "the verification did not end";
  if (NeedsProcedure(facts) && (!facts.target || facts.target->limit_ms() <= 0)) {
    return "the journal holds no time target";
  }
  return "";
}

// Why a drill in which nothing failed has not shown that all is well. Empty: it has.
std::string FirstDoubt(const Facts& facts) {
  for (const CheckResult& check : facts.checks) {
    if (Undecided(check)) return absl::StrCat(check.name(), ": ", check.actual());
  }
  const bool checked =
      std::any_of(facts.checks.begin(), facts.checks.end(), [](const CheckResult& check) {
        return check.passed() && !check.skipped() && check.phase() == "verification";
      });
  if (!checked) return "nothing was checked after the recovery";
  if (!facts.data) return "the writes were not looked for";
  if (facts.data->rule() != "not_checked" && facts.data->rows_acknowledged() == 0) {
    return "no write was acknowledged, so that nothing is known of the data";
  }
  if (NeedsProcedure(facts) && RecoveryUs(facts).value_or(-1) < 0) {
    return "the system was green before the procedure began";
  }
  return "";
}

struct Judgement {
  std::string outcome;
  std::vector<std::string> reasons;
};

Judgement JudgeOutcome(const Facts& facts) {
  std::vector<std::string> failed = FailureReasons(facts);
  if (facts.failure) {
    const std::string& message = facts.failure->message();
    const std::string& outcome = facts.failure->outcome();
    // A rollback that was already seen to fail is not excused by what could not be looked at then.
    if (!failed.empty() && facts.proof && facts.proof->proved() && outcome == kError) {
      failed.push_back(message);
      return {kFailed, std::move(failed)};
    }
    const bool known = outcome == kInvalid || outcome == kInconclusive;
    return {known ? outcome : kError, {message}};
  }
  if (facts.began && HasFault(facts) && facts.proof && !facts.proof->proved()) {
    return {
        kInconclusive,
        {absl::StrCat("the fault was not proved: ", absl::StrJoin(facts.proof->evidence(), "; "))}};
  }
  if (const std::string gap = FirstGap(facts); !gap.empty()) return {kError, {gap}};
  if (!failed.empty()) return {kFailed, std::move(failed)};
  if (const std::string doubt = FirstDoubt(facts); !doubt.empty()) return {kInconclusive, {doubt}};
  return {kPassed, {}};
}

// The first phase in which something failed is the one that found it.
bool FoundAsSaid(const Facts& facts) {
  const auto first = std::find_if(facts.checks.begin(), facts.checks.end(), Fails);
  if (first == facts.checks.end() || first->phase() != facts.started.known_bad_phase()) {
    return false;
  }
  const std::string& name = facts.started.known_bad_check();
  return std::any_of(first, facts.checks.end(), [&](const CheckResult& check) {
    return Fails(check) && check.phase() == first->phase() &&
           (check.name() == name || absl::StartsWith(check.name(), absl::StrCat(name, "/")));
  });
}

int ExitCode(const Verdict& verdict) {
  if (verdict.residue || verdict.outcome == kError) return 4;
  if (verdict.outcome == kInvalid) return 65;
  if (verdict.outcome == kInconclusive) return 2;
  if (verdict.as_expected) return 0;
  return verdict.outcome == kPassed && verdict.over_target ? 3 : 1;
}

void JudgeKnownBad(const Facts& facts, Verdict& verdict) {
  const std::string& check = facts.started.known_bad_check();
  if (verdict.outcome == kPassed) {
    verdict.as_expected = false;
    verdict.over_target = false;
    verdict.reasons = {absl::StrCat("known to be bad, but it passed: ", check, " found nothing")};
  } else if (verdict.outcome == kFailed) {
    verdict.as_expected = FoundAsSaid(facts);
    if (!verdict.as_expected) {
      verdict.reasons.insert(verdict.reasons.begin(),
                             absl::StrCat("known to be bad, but not found by ", check, " in phase ",
                                          facts.started.known_bad_phase()));
    }
  }
}

}  // namespace

Verdict Judge(const std::vector<Event>& journal) {
  const Facts facts = SortOut(journal);
  Judgement judgement = JudgeOutcome(facts);
  Verdict verdict;
  verdict.outcome = std::move(judgement.outcome);
  verdict.reasons = std::move(judgement.reasons);
  if (verdict.outcome == kPassed && NeedsProcedure(facts)) {
    verdict.over_target = *RecoveryUs(facts) > facts.target->limit_ms() * 1000;
    if (verdict.over_target) {
      verdict.reasons.push_back(absl::StrCat("recovered after ", *RecoveryUs(facts) / 1000,
                                             " ms, allowed are ", facts.target->limit_ms()));
    }
  }
  verdict.as_expected = verdict.outcome == kPassed && !verdict.over_target;
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
  verdict.exit_code = ExitCode(verdict);
  return verdict;
}

int WorstExitCode(const std::vector<int>& exit_codes) {
  for (const int code : {4, 65, 1, 2, 3, 0}) {
    if (std::find(exit_codes.begin(), exit_codes.end(), code) != exit_codes.end()) return code;
  }
  return 4;
}

}  // namespace drill
