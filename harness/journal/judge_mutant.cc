#include "harness/journal/judge_mutant.h"

#include <algorithm>
#include <string>

#include "absl/strings/str_cat.h"
#include "harness/base/enum_text.h"

namespace drill {
namespace {

constexpr int kExitMachine = 4;
constexpr int kExitUnusable = 65;

void AddFoundBy(const Summary& drill, MutantResult& result) {
  for (const SummaryCheck& check : drill.checks()) {
    if (check.passed() || check.skipped() || check.undecided()) continue;
    const std::string phase = EnumText(check.phase());
    const std::string name = phase == check.name() ? phase : absl::StrCat(phase, "/", check.name());
    const auto& found = result.found_by();
    if (std::find(found.begin(), found.end(), name) == found.end()) result.add_found_by(name);
  }
  if (result.found_by_size() == 0) result.add_found_by("verdict");
}

std::string Meaning(const MutantResult& mutant) {
  if (mutant.only_looks())
    return "it only looks: the machine is the same without it, so that no drill can tell";
  if (mutant.kind() == MUTANT_KIND_SWAPPED)
    return "the two work in either order here, or a check is missing that would see the difference";
  if (mutant.kind() == MUTANT_KIND_TRUE)
    return "this part proves nothing here, or was never reached (a branch not taken), or a check "
           "is missing that would see its effect";
  return "the system comes back without it: it proves nothing here, or a check is missing that "
         "would see its effect; what it leaves behind can be asked for by "
         "expected.left_by_procedure";
}

bool IsLate(const MutationBase& procedure, const Summary& drill) {
  return drill.over_target() && !procedure.over_target();
}

}  // namespace

void JudgeMutant(const MutationBase& procedure, const Summary& drill, MutantResult& result) {
  result.set_drill_outcome(drill.outcome());
  result.set_exit_code(drill.exit_code());
  if (drill.reasons_size() > 0) result.set_reason(drill.reasons(0));
  // What a drill leaves behind says nothing of the procedure, and may stand in the next one's way.
  const bool to_its_end = drill.exit_code() != kExitMachine;
  if (to_its_end && drill.outcome() == OUTCOME_FAILED) {
    result.set_outcome(MUTANT_OUTCOME_KILLED);
    AddFoundBy(drill, result);
  } else if (to_its_end && drill.outcome() == OUTCOME_PASSED && IsLate(procedure, drill)) {
    result.set_outcome(MUTANT_OUTCOME_KILLED);
    result.add_found_by("time target");
  } else if (to_its_end && drill.outcome() == OUTCOME_PASSED) {
    result.set_outcome(MUTANT_OUTCOME_SURVIVED);
    result.clear_reason();
    result.set_meaning(Meaning(result));
  } else {
    result.set_outcome(MUTANT_OUTCOME_UNDECIDED);
  }
}

MutationScore ScoreOf(const MutationReport& report) {
  MutationScore score;
  for (const MutantResult& mutant : report.mutants()) {
    switch (mutant.outcome()) {
      case MUTANT_OUTCOME_KILLED:
        score.set_killed(score.killed() + 1);
        break;
      case MUTANT_OUTCOME_SURVIVED:
        score.set_survived(score.survived() + 1);
        if (mutant.only_looks()) score.set_only_look(score.only_look() + 1);
        break;
      case MUTANT_OUTCOME_UNDECIDED:
        score.set_undecided(score.undecided() + 1);
        break;
      case MUTANT_OUTCOME_DRILLED_ELSEWHERE:
        score.set_elsewhere(score.elsewhere() + 1);
        break;
      default:
        score.set_not_run(score.not_run() + 1);
    }
  }
  return score;
}

bool ProcedurePassed(const MutationReport& report) {
  return report.procedure().outcome() == OUTCOME_PASSED &&
         report.procedure().exit_code() != kExitMachine;
}

int MutationExitCode(const MutationReport& report, bool require_all_killed) {
  if (!ProcedurePassed(report)) {
    const int code = report.procedure().exit_code();
    return code == kExitMachine || code == kExitUnusable ? code : 1;
  }
  bool survived = false, inconclusive = false;
  for (const MutantResult& mutant : report.mutants()) {
    if (mutant.outcome() == MUTANT_OUTCOME_DRILLED_ELSEWHERE) continue;
    const bool alive = mutant.outcome() == MUTANT_OUTCOME_SURVIVED;
    const bool judged = alive || mutant.outcome() == MUTANT_OUTCOME_KILLED;
    if (!judged && mutant.drill_outcome() != OUTCOME_INCONCLUSIVE) return kExitMachine;
    survived = survived || (alive && !mutant.only_looks());
    inconclusive = inconclusive || !judged;
  }
  if (!require_all_killed) return 0;
  return survived ? 1 : inconclusive ? 2 : 0;
}

}  // namespace drill
