#include "harness/command/mutation_run.h"

#include <string>
#include <utility>

#include "absl/strings/str_format.h"
#include "absl/synchronization/mutex.h"
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

// What the drill of the procedure as it is written showed.
MutationBase BaseOf(const Summary& summary, const std::string& directory) {
  MutationBase base;
  base.set_directory(directory);
  base.set_outcome(summary.outcome());
  base.set_exit_code(summary.exit_code());
  base.set_reason(summary.reasons_size() > 0 ? summary.reasons(0) : "");
  base.set_over_target(summary.over_target());
  base.set_inputs_sha256(summary.inputs_sha256());
  return base;
}

// A mutant's place: of which procedure, and which of its mutants.
using Place = std::pair<size_t, int>;

// The drills of a run, by several threads.
class MutationRun {
 public:
  MutationRun(int jobs, const StopToken& stop, const RunMutationDrill& run, const ReportGrew& grew,
              std::vector<MutatedProcedure>& procedures)
      : jobs_(jobs),
        stop_(stop),
        run_(run),
        grew_(grew),
        procedures_(procedures),
        shared_(ReportsOf(procedures)) {}

  void Procedures() {
    std::vector<size_t> wanted;
    for (size_t i = 0; i < procedures_.size(); ++i) {
      if (ProcedurePassed(procedures_[i].report)) continue;
      NoteNotBegun(*procedures_[i].report.mutable_procedure());
      wanted.push_back(i);
    }
    DoNumberedWork(static_cast<int>(wanted.size()), jobs_, stop_, [&](int i, const ClaimNext&) {
      const size_t index = wanted[static_cast<size_t>(i)];
      const std::string directory = "procedure";
      const Summary drill = SummaryOf(run_(index, {nullptr, nullptr, directory}));
      absl::MutexLock lock(&mutex_);
      *procedures_[index].report.mutable_procedure() = BaseOf(drill, directory);
      grew_(index);
    });
  }

  void Mutants() {
    std::vector<Place> wanted;
    for (size_t i = 0; i < procedures_.size(); ++i) {
      const MutationReport& report = procedures_[i].report;
      if (!ProcedurePassed(report)) continue;
      for (int mutant = 0; mutant < report.mutants_size(); ++mutant) {
        if (report.mutants(mutant).outcome() == MUTANT_OUTCOME_NOT_RUN)
          wanted.emplace_back(i, mutant);
        else
          shared_.Note(report.scenario(), report.mutants(mutant));
      }
    }
    DoNumberedWork(static_cast<int>(wanted.size()), jobs_, stop_,
                   [&](int i, const ClaimNext&) { RunMutant(wanted[static_cast<size_t>(i)]); });
    for (MutatedProcedure& procedure : procedures_) {
      shared_.MarkFoundElsewhere(&procedure.report);
      *procedure.report.mutable_score() = ScoreOf(procedure.report);
    }
  }

 private:
  static std::vector<MutationReport*> ReportsOf(std::vector<MutatedProcedure>& procedures) {
    std::vector<MutationReport*> reports;
    for (MutatedProcedure& one : procedures) reports.push_back(&one.report);
    return reports;
  }

  // Drills a mutant, unless another scenario's drill has told all there is to know.
  void RunMutant(const Place& place) {
    const auto [index, number] = place;
    MutationReport& report = procedures_[index].report;
    MutantResult result = ResultAt(report, number);
    if (std::string why = shared_.WhyNotDrilled(result); !why.empty()) {
      result.set_outcome(MUTANT_OUTCOME_DRILLED_ELSEWHERE);
      result.set_reason(std::move(why));
    } else {
      const Mutant& mutant = procedures_[index].mutations.mutants[static_cast<size_t>(number)];
      JudgeMutant(report.procedure(),
                  SummaryOf(run_(index, {&mutant, &result, result.directory()})), result);
      shared_.Note(report.scenario(), result);
    }
    absl::MutexLock lock(&mutex_);
    *report.mutable_mutants(number) = std::move(result);
    *report.mutable_score() = ScoreOf(report);
    grew_(index);
  }

  MutantResult ResultAt(const MutationReport& report, int number) {
    absl::MutexLock lock(&mutex_);
    return report.mutants(number);
  }

  const int jobs_;
  const StopToken& stop_;
  const RunMutationDrill& run_;
  const ReportGrew& grew_;
  std::vector<MutatedProcedure>& procedures_;
  SharedMistakes shared_;
  // Of the results in the reports, once drills run.
  absl::Mutex mutex_;
};

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
                  const ReportGrew& grew, std::vector<MutatedProcedure>& procedures) {
  MutationRun all(jobs, stop, run, grew, procedures);
  all.Procedures();
  all.Mutants();
}

}  // namespace drill
