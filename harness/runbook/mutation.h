// A procedure with one mistake in it, for each mistake of three kinds that a person may make: a
// command forgotten, two in the wrong order, one that is there and does nothing. A drill that
// passes all the same shows that the command proves nothing there, or that a check is missing.
//
//   ASSIGN_OR_RETURN(Mutations all, MakeMutants(drill.plan, drill.programs));
//   for (const Mutant& mutant : all.mutants) ...   // each with a plan of its own
#ifndef HARNESS_RUNBOOK_MUTATION_H_
#define HARNESS_RUNBOOK_MUTATION_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "harness/journal/mutation.pb.h"
#include "harness/runbook/plan.h"
#include "harness/runbook/programs.h"

namespace drill {

struct Mutant {
  // From 1, among all mutants of the plan, whichever kinds are asked for.
  int number = 0;
  MutantKind kind = MUTANT_KIND_DROPPED;
  // The command, as it stands in the document, and its line there.
  int line = 0;
  std::string text;
  // Of one that was swapped: the command that it stands behind now.
  int other_line = 0;
  std::string other_text;
  // The changed commands are known to change nothing on the machine.
  bool only_looks = false;
  // Its steps are the procedure's but for the mistake, which is its last deviation, too.
  Plan plan;
};

// A mutant that was not made, since it would be the procedure itself or another mutant.
struct EqualMutant {
  MutantKind kind = MUTANT_KIND_DROPPED;
  int line = 0;
  std::string text;
  std::string reason;
};

struct Mutations {
  // In the order of the commands; of one command: dropped, `true`, swapped.
  std::vector<Mutant> mutants;
  std::vector<EqualMutant> equal;
};

// Of a plan without problems. What a person's shell would have (the values that bindings set) stays
// where the commands that need it find it. Errors: as ParseShellBlock()'s.
absl::StatusOr<Mutations> MakeMutants(const Plan& plan, const ProgramTable& programs);

// Leaves those of the kinds that are named ("dropped"; none: of all), and of these, unless `only`
// is 0, the one of that number.
void KeepMutants(const std::vector<std::string>& kinds, int only, Mutations* mutations);

}  // namespace drill

#endif  // HARNESS_RUNBOOK_MUTATION_H_
