// A scenario's choices against the alternatives of a procedure.
#ifndef HARNESS_RUNBOOK_CHOICES_H_
#define HARNESS_RUNBOOK_CHOICES_H_

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"
#include "harness/runbook/alternatives.h"
#include "harness/runbook/plan.h"
#include "harness/scenario/scenario.pb.h"

namespace drill {

struct ChosenParts {
  // Lines of the document, both inclusive, whose commands are not run.
  std::vector<std::pair<int, int>> dropped;
  std::vector<PlanDeviation> deviations;
  // "path:line: what; remedy": a choice not made, made twice, or of something that is not there.
  std::vector<std::string> problems;

  bool Drops(int line) const;
};

// A group needs no choice when the scenario's substitutions leave at most one of its alternatives
// (none of a conditional group) as the document has it.
ChosenParts ResolveChoices(const std::string& path, int procedure_line,
                           const std::vector<AlternativeGroup>& groups,
                           const std::vector<ParsedBlock>& blocks, const Rollback& rollback);

// For comparing commands: continuations joined, runs of blanks made one, a final `;` gone.
std::string NormalCommand(absl::string_view text);

}  // namespace drill

#endif  // HARNESS_RUNBOOK_CHOICES_H_
