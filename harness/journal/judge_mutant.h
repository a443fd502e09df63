// What the drill of a procedure with a mistake says, beside that of the procedure itself. Pure.
#ifndef HARNESS_JOURNAL_JUDGE_MUTANT_H_
#define HARNESS_JOURNAL_JUDGE_MUTANT_H_

#include "harness/journal/mutation.pb.h"
#include "harness/journal/summary.pb.h"

namespace drill {

// Killed: the drill failed, or was over the time target where the procedure itself was not.
// Survived: it passed. Undecided: it was inconclusive, or could not be run to its end. `drill` is
// the mutant's summary; kind and only_looks of `result` are set already.
void JudgeMutant(const MutationBase& procedure, const Summary& drill, MutantResult& result);

// Of all mutants, whatever became of them.
MutationScore ScoreOf(const MutationReport& report);

// Whether the procedure itself passed, over its time target or not, and left nothing behind.
bool ProcedurePassed(const MutationReport& report);

// Of the whole run. The procedure itself did not pass: 1, or 4 and 65 as its own drill has it. Else
// 4 when a mutant could not be run (drill "error" or "invalid", or none); with `require_all_killed`
// 1 when one survived that does not only look, 2 when one was inconclusive; else 0. What was
// drilled elsewhere counts there.
int MutationExitCode(const MutationReport& report, bool require_all_killed);

}  // namespace drill

#endif  // HARNESS_JOURNAL_JUDGE_MUTANT_H_
