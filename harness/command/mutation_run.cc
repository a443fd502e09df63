#include "harness/command/mutation_run.h"

#include <string>

#include "absl/strings/str_format.h"
#include "harness/base/enum_text.h"
#include "harness/base/numbered_work.h"
#include "harness/base/one_line.h"
#include "harness/journal/failed_summary.h"
#include "harness/journal/judge_mutant.h"

namespace drill {
namespace {

Summary SummaryOf(const absl::StatusOr<Summary>& summary) {
  return summary.ok() ? *summary : FailedSummary("", summary.status());
}

MutantResult ResultOf(const Mutant& mutant) {
  MutantResult result;
  result.set_number(mutant.number);
  result.set_kind(mutant.kind);
  result.set_line(mutant.line);
  result.set_text(OneLine(mutant.text));
  if (mutant.other_line != 0) {
    result.set_other_line(mutant.other_line);
    result.set_other_text(OneLine(mutant.other_text));
  }
  result.set_only_looks(mutant.only_looks);
  result.set_outcome(MUTANT_OUTCOME_NOT_RUN);
  result.set_directory(
      absl::StrFormat("mutant-%02d-%s-line-%d", mutant.number, EnumText(mutant.kind), mutant.line));
  return result;
}

}  // namespace

MutationReport ReportOf(const Mutations& mutations) {
  MutationReport report;
  for (const Mutant& mutant : mutations.mutants) *report.add_mutants() = ResultOf(mutant);
  for (const EqualMutant& one : mutations.equal) {
    EqualMutantResult& equal = *report.add_equal();
    equal.set_kind(one.kind);
    equal.set_line(one.line);
    equal.set_text(OneLine(one.text));
    equal.set_reason(one.reason);
  }
  *report.mutable_score() = ScoreOf(report);
  return report;
}

void RunMutations(const Mutations& mutations, int jobs, const StopToken& stop,
                  const RunMutationDrill& run, MutationReport& report) {
  MutationBase& base = *report.mutable_procedure();
  base.set_directory("procedure");
  const Summary procedure = SummaryOf(run({nullptr, nullptr, base.directory()}));
  base.set_outcome(procedure.outcome());
  base.set_exit_code(procedure.exit_code());
  if (procedure.reasons_size() > 0) base.set_reason(procedure.reasons(0));
  if (!ProcedurePassed(report)) return;
  const int total = static_cast<int>(mutations.mutants.size());
  // Each call has a result of its own to write into.
  DoNumberedWork(total, jobs, stop, [&](int i, const ClaimNext&) {
    MutantResult& result = *report.mutable_mutants(i);
    const Mutant& mutant = mutations.mutants[static_cast<size_t>(i)];
    JudgeMutant(procedure, SummaryOf(run({&mutant, &result, result.directory()})), result);
  });
  *report.mutable_score() = ScoreOf(report);
}

}  // namespace drill
