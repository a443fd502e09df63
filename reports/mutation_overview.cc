#include "reports/mutation_overview.h"

#include <algorithm>
#include <cstddef>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_replace.h"
#include "harness/base/enum_text.h"
#include "harness/base/file.h"
#include "harness/journal/judge_mutant.h"
#include "reports/markdown_text.h"
#include "reports/mutation.h"

namespace drill {
namespace {

bool IsNoted(const MutantResult& mutant) {
  return mutant.outcome() == MUTANT_OUTCOME_SURVIVED && !mutant.only_looks();
}

// A line for each procedure that did not pass, and for each survivor that does not only look.
std::vector<std::string> Remarks(const std::vector<MutationReport>& reports) {
  std::vector<std::string> lines;
  for (const MutationReport& report : reports) {
    const MutationBase& base = report.procedure();
    if (!ProcedurePassed(report)) {
      lines.push_back(absl::StrCat(report.scenario(), ": the procedure itself is ",
                                   EnumText(base.outcome()), base.reason().empty() ? "" : ": ",
                                   base.reason()));
    }
    for (const MutantResult& mutant : report.mutants()) {
      if (!IsNoted(mutant)) continue;
      lines.push_back(absl::StrCat(report.scenario(), ": survived: ", MutantSentence(mutant)));
    }
  }
  return lines;
}

MutationScore Together(const std::vector<MutationReport>& reports) {
  MutationScore all;
  for (const MutationReport& report : reports) {
    const MutationScore& score = report.score();
    all.set_killed(all.killed() + score.killed());
    all.set_survived(all.survived() + score.survived());
    all.set_only_look(all.only_look() + score.only_look());
    all.set_undecided(all.undecided() + score.undecided());
    all.set_not_run(all.not_run() + score.not_run());
  }
  return all;
}

std::string Markdown(const std::vector<MutationReport>& reports) {
  std::string text = absl::StrCat("# Mutants: ", ScoreSentence(Together(reports)), "\n\n");
  MarkdownTable table({"scenario", "procedure", "as written", "killed", "survived",
                       "of these only look", "undecided", "not run"});
  for (const MutationReport& report : reports) {
    const MutationScore& score = report.score();
    table.Row({absl::StrCat("[", MarkdownCell(report.scenario()), "](",
                            MutationDirectory(report.scenario()), "/mutation.md)"),
               MarkdownCell(absl::StrCat(report.heading(), " in ", report.runbook())),
               MarkdownCell(EnumText(report.procedure().outcome())), absl::StrCat(score.killed()),
               absl::StrCat(score.survived()), absl::StrCat(score.only_look()),
               absl::StrCat(score.undecided()), absl::StrCat(score.not_run())});
  }
  absl::StrAppend(&text, table.Text());
  for (const std::string& remark : Remarks(reports))
    absl::StrAppend(&text, "- ", EscapeMarkdown(remark), "\n");
  return text;
}

}  // namespace

std::string MutationDirectory(const std::string& scenario) {
  return absl::StrReplaceAll(scenario, {{"/", "-"}});
}

std::string MutationOverview(const std::vector<MutationReport>& reports) {
  size_t width = sizeof("SCENARIO");
  for (const MutationReport& report : reports) width = std::max(width, report.scenario().size());
  const int name = static_cast<int>(width);
  std::string table = absl::StrFormat("%-*s  %6s  %8s  %9s  %9s  %7s\n", name, "SCENARIO", "KILLED",
                                      "SURVIVED", "ONLY LOOK", "UNDECIDED", "NOT RUN");
  for (const MutationReport& report : reports) {
    const MutationScore& score = report.score();
    absl::StrAppendFormat(&table, "%-*s  %6d  %8d  %9d  %9d  %7d\n", name, report.scenario(),
                          score.killed(), score.survived(), score.only_look(), score.undecided(),
                          score.not_run());
  }
  for (const std::string& remark : Remarks(reports)) absl::StrAppend(&table, "  ", remark, "\n");
  return absl::StrCat(table, ScoreSentence(Together(reports)), "\n");
}

absl::Status WriteMutationOverview(const std::vector<MutationReport>& reports,
                                   const std::string& directory) {
  return WriteFile(absl::StrCat(directory, "/mutations.md"), Markdown(reports));
}

}  // namespace drill
