// The drills of a mutation run, in their order: first the procedures as they are written, which
// must pass, then each mutant of them.
#ifndef HARNESS_COMMAND_MUTATION_RUN_H_
#define HARNESS_COMMAND_MUTATION_RUN_H_

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

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

// The mutants of one scenario's procedure, and what they showed.
struct MutatedProcedure {
  Mutations mutations;
  // Made by ReportOf() from the same mutations.
  MutationReport report;
};

// Runs a drill of the procedure with this index, on a host of its own; must be thread-safe where
// several are run at once.
using RunMutationDrill =
    std::function<absl::StatusOr<Summary>(size_t procedure, const MutationDrill&)>;

// The mutants as results, none of them run.
MutationReport ReportOf(const Mutations& mutations);

// Called whenever the report of the procedure with this index says more, by one thread at a time
// and while nobody changes a report.
using ReportGrew = std::function<void(size_t procedure)>;

// Runs all drills that reports do not have yet (mutation_resume.h), up to `jobs` of them at once,
// and fills in what they showed and the scores. A mistake that several scenarios share is drilled
// as shared_mistakes.h says. The mutants of a procedure that does not pass itself are not run,
// those that were not begun stay so once `stop` is set. A drill that could not be run (its status)
// is undecided.
void RunMutations(int jobs, const StopToken& stop, const RunMutationDrill& run,
                  const ReportGrew& grew, std::vector<MutatedProcedure>& procedures);

}  // namespace drill

#endif  // HARNESS_COMMAND_MUTATION_RUN_H_
