// The drills of a mutation run, in their order: first the procedure as it is written, which must
// pass, then each mutant of it.
#ifndef HARNESS_COMMAND_MUTATION_RUN_H_
#define HARNESS_COMMAND_MUTATION_RUN_H_

#include <functional>
#include <string>

#include "absl/status/statusor.h"
#include "harness/base/stop_token.h"
#include "harness/journal/mutation.pb.h"
#include "harness/journal/summary.pb.h"
#include "harness/runbook/mutation.h"

namespace drill {

// One drill of a mutation run.
struct MutationDrill {
  // The mutant that is drilled; null for the procedure as it is written.
  const Mutant* mutant = nullptr;
  // What is known of the mutant before its drill; null for the procedure as it is written.
  const MutantResult* result = nullptr;
  // Below the run directory: "procedure", "mutant-03-dropped-line-72".
  std::string directory;
};

// Runs a drill whose host is its own; must be thread-safe where several are run at once.
using RunMutationDrill = std::function<absl::StatusOr<Summary>(const MutationDrill&)>;

// The mutants as results, none of them run.
MutationReport ReportOf(const Mutations& mutations);

// Runs all drills, up to `jobs` of the mutants at once, and fills in what they showed and the
// score. `report` was made by ReportOf() from the same mutations. The mutants are not run where the
// procedure itself does not pass, those that were not begun stay so once `stop` is set. A drill
// that could not be run (its status) is undecided.
void RunMutations(const Mutations& mutations, int jobs, const StopToken& stop,
                  const RunMutationDrill& run, MutationReport& report);

}  // namespace drill

#endif  // HARNESS_COMMAND_MUTATION_RUN_H_
