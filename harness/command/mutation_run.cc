#include "harness/command/mutation_run.h"

#include <string>
#include <utility>

#include "absl/strings/str_format.h"
#include "harness/base/enum_text.h"
#include "harness/base/numbered_work.h"
#include "harness/base/one_line.h"
#include "harness/command/shared_mistakes.h"
#include "harness/drill/exit_codes.h"
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

// Stays so where the run is stopped before.
void NoteNotBegun(MutationBase& base) {
  base.set_outcome(OUTCOME_ERROR);
  base.set_exit_code(kExitMachineError);
  base.set_reason("stopped before it was drilled");
}

// The drill of the procedure as it is written.
Summary RunProcedure(size_t index, const RunMutationDrill& run, MutationReport& report) {
  MutationBase& base = *report.mutable_procedure();
  base.set_directory("procedure");
  Summary summary = SummaryOf(run(index, {nullptr, nullptr, base.directory()}));
  base.set_outcome(summary.outcome());
  base.set_exit_code(summary.exit_code());
  base.set_reason(summary.reasons_size() > 0 ? summary.reasons(0) : "");
  return summary;
}

// A mutant's place: of which procedure, and which of its mutants.
using Place = std::pair<size_t, int>;

std::vector<Place> MutantsToRun(const std::vector<MutatedProcedure>& procedures) {
  std::vector<Place> places;
  for (size_t i = 0; i < procedures.size(); ++i) {
    if (!ProcedurePassed(procedures[i].report)) continue;
    for (int mutant = 0; mutant < procedures[i].report.mutants_size(); ++mutant)
      places.emplace_back(i, mutant);
  }
  return places;
}

std::vector<MutationReport*> ReportsOf(std::vector<MutatedProcedure>& procedures) {
  std::vector<MutationReport*> reports;
  for (MutatedProcedure& one : procedures) reports.push_back(&one.report);
  return reports;
}

// Drills a mutant, unless another scenario's drill has told all there is to know.
void RunMutant(Place place, const RunMutationDrill& run, const Summary& as_written,
               MutatedProcedure& procedure, SharedMistakes& shared) {
  const auto [index, number] = place;
  MutantResult& result = *procedure.report.mutable_mutants(number);
  if (std::string why = shared.WhyNotDrilled(result); !why.empty()) {
    result.set_outcome(MUTANT_OUTCOME_DRILLED_ELSEWHERE);
    result.set_reason(std::move(why));
    return;
  }
  const Mutant& mutant = procedure.mutations.mutants[static_cast<size_t>(number)];
  const Summary drill = SummaryOf(run(index, {&mutant, &result, result.directory()}));
  JudgeMutant(as_written, drill, result);
  shared.Note(procedure.report.scenario(), result);
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

void RunMutations(int jobs, const StopToken& stop, const RunMutationDrill& run,
                  std::vector<MutatedProcedure>& procedures) {
  std::vector<Summary> as_written(procedures.size());
  for (MutatedProcedure& one : procedures) NoteNotBegun(*one.report.mutable_procedure());
  // Each call has a result of its own to write into.
  DoNumberedWork(static_cast<int>(procedures.size()), jobs, stop, [&](int i, const ClaimNext&) {
    const auto index = static_cast<size_t>(i);
    as_written[index] = RunProcedure(index, run, procedures[index].report);
  });
  const std::vector<Place> places = MutantsToRun(procedures);
  SharedMistakes shared(ReportsOf(procedures));
  DoNumberedWork(static_cast<int>(places.size()), jobs, stop, [&](int i, const ClaimNext&) {
    const Place place = places[static_cast<size_t>(i)];
    RunMutant(place, run, as_written[place.first], procedures[place.first], shared);
  });
  for (MutatedProcedure& procedure : procedures) {
    shared.MarkFoundElsewhere(&procedure.report);
    *procedure.report.mutable_score() = ScoreOf(procedure.report);
  }
}

}  // namespace drill
