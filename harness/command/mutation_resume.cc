#include "harness/command/mutation_resume.h"

#include <map>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "harness/base/file.h"
#include "harness/base/proto_json.h"
#include "harness/base/status_macros.h"
#include "harness/journal/judge_mutant.h"
#include "harness/journal/mistake.h"

namespace drill {
namespace {

// What its own drill showed: what another scenario showed is for this run to find out.
MutantOutcome OwnOutcome(const MutantResult& mutant) {
  const bool survived_here = mutant.outcome() == MUTANT_OUTCOME_DRILLED_ELSEWHERE &&
                             mutant.drill_outcome() == OUTCOME_PASSED;
  return survived_here ? MUTANT_OUTCOME_SURVIVED : mutant.outcome();
}

bool IsDecided(MutantOutcome outcome) {
  return outcome == MUTANT_OUTCOME_KILLED || outcome == MUTANT_OUTCOME_SURVIVED;
}

}  // namespace

absl::StatusOr<MutationReport> ReadMutationReport(const std::string& directory) {
  const std::string file = absl::StrCat(directory, "/mutation.json");
  ASSIGN_OR_RETURN(const std::string json, ReadFile(file));
  MutationReport report;
  if (const absl::Status read = ProtoFromJson(json, &report, UnknownNames::kSkipped); !read.ok()) {
    return absl::DataLossError(absl::StrCat(file, " cannot be read: ", read.message(),
                                            "; remove it to drill this procedure anew"));
  }
  return report;
}

int TakeOver(const MutationReport& earlier, const std::string& inputs_sha256,
             MutationReport* report) {
  const MutationBase& base = earlier.procedure();
  if (!ProcedurePassed(earlier) || inputs_sha256.empty() || base.inputs_sha256() != inputs_sha256)
    return 0;
  *report->mutable_procedure() = base;
  report->set_seed(earlier.seed());
  report->set_command_line(earlier.command_line());
  std::map<int, const MutantResult*> known;
  for (const MutantResult& mutant : earlier.mutants()) known[mutant.number()] = &mutant;
  int taken = 0;
  for (MutantResult& mutant : *report->mutable_mutants()) {
    const auto found = known.find(mutant.number());
    if (found == known.end() || MistakeOf(mutant) != MistakeOf(*found->second)) continue;
    const MutantOutcome outcome = OwnOutcome(*found->second);
    if (!IsDecided(outcome)) continue;
    mutant = *found->second;
    mutant.set_outcome(outcome);
    if (outcome == MUTANT_OUTCOME_SURVIVED) mutant.clear_reason();
    ++taken;
  }
  *report->mutable_score() = ScoreOf(*report);
  return taken;
}

}  // namespace drill
