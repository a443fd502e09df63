#include "reports/mutation_overview.h"

#include <algorithm>
#include <cstddef>
#include <map>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "harness/base/enum_text.h"
#include "harness/base/file.h"
#include "harness/base/name_as_directory.h"
#include "harness/journal/judge_mutant.h"
#include "reports/markdown_text.h"
#include "reports/mutation.h"

namespace drill {
namespace {

// What the drills of all scenarios showed of one mistake.
struct Mistake {
  // The one that says most, and the scenarios that say the same.
  MutantResult mutant;
  std::vector<std::string> scenarios;
};

// How much an outcome says: a drill that found the mistake more than one that passed with it, and
// that more than none.
int Weight(MutantOutcome outcome) {
  switch (outcome) {
    case MUTANT_OUTCOME_KILLED:
      return 4;
    case MUTANT_OUTCOME_SURVIVED:
      return 3;
    case MUTANT_OUTCOME_UNDECIDED:
      return 2;
    case MUTANT_OUTCOME_NOT_RUN:
      return 1;
    default:
      return 0;
  }
}

void Add(const std::string& scenario, const MutantResult& mutant, Mistake* mistake) {
  const int known = Weight(mistake->mutant.outcome()), now = Weight(mutant.outcome());
  if (now < known) return;
  if (now > known) *mistake = {mutant, {}};
  mistake->scenarios.push_back(scenario);
}

// Each mistake once, in the order of the reports.
std::vector<Mistake> MistakesOf(const std::vector<MutationReport>& reports) {
  std::vector<Mistake> mistakes;
  std::map<int, size_t> places;
  for (const MutationReport& report : reports) {
    for (const MutantResult& mutant : report.mutants()) {
      const auto [place, is_new] = places.try_emplace(mutant.mistake(), mistakes.size());
      if (is_new) mistakes.emplace_back();
      Add(report.scenario(), mutant, &mistakes[place->second]);
    }
  }
  return mistakes;
}

// A line for each procedure that did not pass, and for each mistake that no drill found and that
// does not only look.
std::vector<std::string> Remarks(const std::vector<MutationReport>& reports) {
  std::vector<std::string> lines;
  for (const MutationReport& report : reports) {
    const MutationBase& base = report.procedure();
    if (ProcedurePassed(report)) continue;
    lines.push_back(absl::StrCat(report.scenario(), ": the procedure itself is ",
                                 EnumText(base.outcome()), base.reason().empty() ? "" : ": ",
                                 base.reason()));
  }
  for (const Mistake& mistake : MistakesOf(reports)) {
    if (mistake.mutant.outcome() != MUTANT_OUTCOME_SURVIVED || mistake.mutant.only_looks())
      continue;
    lines.push_back(absl::StrCat(absl::StrJoin(mistake.scenarios, ", "),
                                 ": survived: ", MutantSentence(mistake.mutant)));
  }
  return lines;
}

MutationScore Together(const std::vector<MutationReport>& reports) {
  MutationReport all;
  for (Mistake& mistake : MistakesOf(reports)) *all.add_mutants() = std::move(mistake.mutant);
  return ScoreOf(all);
}

std::string Markdown(const std::vector<MutationReport>& reports) {
  std::string text = absl::StrCat("# Mutants: ", ScoreSentence(Together(reports)), "\n\n");
  MarkdownTable table({"scenario", "procedure", "as written", "killed", "survived",
                       "of these only look", "elsewhere", "undecided", "not run"});
  for (const MutationReport& report : reports) {
    const MutationScore& score = report.score();
    table.Row({absl::StrCat("[", MarkdownCell(report.scenario()), "](",
                            NameAsDirectory(report.scenario()), "/mutation.md)"),
               MarkdownCell(absl::StrCat(report.heading(), " in ", report.runbook())),
               MarkdownCell(EnumText(report.procedure().outcome())), absl::StrCat(score.killed()),
               absl::StrCat(score.survived()), absl::StrCat(score.only_look()),
               absl::StrCat(score.elsewhere()), absl::StrCat(score.undecided()),
               absl::StrCat(score.not_run())});
  }
  absl::StrAppend(&text, table.Text());
  for (const std::string& remark : Remarks(reports))
    absl::StrAppend(&text, "- ", EscapeMarkdown(remark), "\n");
  return text;
}

}  // namespace

std::string MutationOverview(const std::vector<MutationReport>& reports) {
  size_t width = sizeof("SCENARIO");
  for (const MutationReport& report : reports) width = std::max(width, report.scenario().size());
  const int name = static_cast<int>(width);
  std::string table =
      absl::StrFormat("%-*s  %6s  %8s  %9s  %9s  %9s  %7s\n", name, "SCENARIO", "KILLED",
                      "SURVIVED", "ONLY LOOK", "ELSEWHERE", "UNDECIDED", "NOT RUN");
  for (const MutationReport& report : reports) {
    const MutationScore& score = report.score();
    absl::StrAppendFormat(&table, "%-*s  %6d  %8d  %9d  %9d  %9d  %7d\n", name, report.scenario(),
                          score.killed(), score.survived(), score.only_look(), score.elsewhere(),
                          score.undecided(), score.not_run());
  }
  for (const std::string& remark : Remarks(reports)) absl::StrAppend(&table, "  ", remark, "\n");
  return absl::StrCat(table, ScoreSentence(Together(reports)), "\n");
}

absl::Status WriteMutationOverview(const std::vector<MutationReport>& reports,
                                   const std::string& directory) {
  return WriteFile(absl::StrCat(directory, "/mutations.md"), Markdown(reports));
}

}  // namespace drill
