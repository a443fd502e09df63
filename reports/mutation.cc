#include "reports/mutation.h"

#include <algorithm>
#include <cstdint>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "harness/base/enum_text.h"
#include "harness/base/file.h"
#include "harness/base/plural.h"
#include "harness/base/proto_json.h"
#include "harness/base/status_macros.h"
#include "harness/journal/judge_mutant.h"
#include "reports/markdown_text.h"
#include "reports/text.h"

namespace drill {
namespace {

constexpr size_t kCommand = 72;
constexpr size_t kReason = 600;
constexpr char kNotPassed[] =
    "the procedure itself does not pass; nothing can be learnt from mutants";

std::string Command(const MutantResult& mutant) {
  if (!mutant.has_other_line()) return ShortLine(mutant.text(), kCommand);
  return absl::StrCat(ShortLine(mutant.text(), kCommand / 2), " <-> line ", mutant.other_line(),
                      ": ", ShortLine(mutant.other_text(), kCommand / 2));
}

std::string OutcomeWord(const MutantResult& mutant) {
  switch (mutant.outcome()) {
    case MUTANT_OUTCOME_NOT_RUN:
      return "not run";
    case MUTANT_OUTCOME_SURVIVED:
      return "SURVIVED";
    case MUTANT_OUTCOME_DRILLED_ELSEWHERE:
      return "elsewhere";
    default:
      return EnumText(mutant.outcome());
  }
}

// The first check that found the mutant, and how many more did.
std::string FoundBy(const MutantResult& mutant) {
  if (mutant.found_by().empty()) return "-";
  const int more = mutant.found_by_size() - 1;
  return absl::StrCat(mutant.found_by(0), more > 0 ? absl::StrCat(" +", more) : "");
}

// Why the mutants say nothing; empty where they do.
std::string NotPassed(const MutationReport& report) {
  if (ProcedurePassed(report)) return "";
  const MutationBase& base = report.procedure();
  return absl::StrCat(kNotPassed, " (", EnumText(base.outcome()),
                      base.reason().empty() ? "" : absl::StrCat(": ", base.reason()), ")");
}

// "  survived: mutant 1, ...: what it may mean", a line each that has this outcome.
std::vector<std::string> Remarks(const MutationReport& report, MutantOutcome outcome) {
  std::vector<std::string> lines;
  for (const MutantResult& mutant : report.mutants()) {
    if (mutant.outcome() != outcome) continue;
    const std::string& said =
        outcome == MUTANT_OUTCOME_SURVIVED ? mutant.meaning() : mutant.reason();
    lines.push_back(absl::StrCat(MutantSentence(mutant), "\n    ", ShortLine(said, kReason)));
  }
  return lines;
}

std::string EqualSentence(const EqualMutantResult& equal) {
  return absl::StrCat("line ", equal.line(), ", ", EnumText(equal.kind()), ": ",
                      ShortLine(equal.text(), kCommand), ": ", equal.reason());
}

std::string MutantsMarkdown(const MutationReport& report) {
  MarkdownTable table({"#", "line", "kind", "command", "outcome", "found by", "what it says"});
  for (const MutantResult& mutant : report.mutants()) {
    std::string command = MarkdownCode(mutant.text());
    if (mutant.has_other_line())
      absl::StrAppend(&command, " behind line ", mutant.other_line(), ": ",
                      MarkdownCode(mutant.other_text()));
    const std::string& said =
        mutant.outcome() == MUTANT_OUTCOME_SURVIVED ? mutant.meaning() : mutant.reason();
    const std::string number =
        mutant.directory().empty() || mutant.drill_outcome() == OUTCOME_UNSPECIFIED
            ? absl::StrCat(mutant.number())
            : absl::StrCat("[", mutant.number(), "](", mutant.directory(), "/report.md)");
    table.Row({number, absl::StrCat(mutant.line()), EnumText(mutant.kind()), command,
               OutcomeWord(mutant), MarkdownCell(absl::StrJoin(mutant.found_by(), ", ")),
               MarkdownCell(said)});
  }
  return table.Text();
}

}  // namespace

std::string MutantSentence(const MutantResult& mutant) {
  return absl::StrCat("mutant ", mutant.number(), ", line ", mutant.line(), ", ",
                      EnumText(mutant.kind()), ": ", Command(mutant));
}

std::string ScoreSentence(const MutationScore& score) {
  std::vector<std::string> left;
  if (score.elsewhere() > 0)
    left.push_back(absl::StrCat(score.elsewhere(), " drilled in other scenarios"));
  if (score.undecided() > 0) left.push_back(absl::StrCat(score.undecided(), " undecided left out"));
  if (score.not_run() > 0) left.push_back(absl::StrCat(score.not_run(), " not run"));
  if (score.only_look() > 0)
    left.push_back(
        absl::StrCat(Counted(score.only_look(), "survivor only looks", "survivors only look")));
  return absl::StrCat("killed ", score.killed(), " of ", score.killed() + score.survived(),
                      left.empty() ? "" : absl::StrCat(" (", absl::StrJoin(left, ", "), ")"));
}

std::string MutationTable(const MutationReport& report) {
  if (const std::string why = NotPassed(report); !why.empty()) return absl::StrCat(why, "\n");
  size_t width = sizeof("FOUND BY");
  for (const MutantResult& mutant : report.mutants())
    width = std::max(width, FoundBy(mutant).size());
  const int found = static_cast<int>(width);
  std::string table = absl::StrFormat("%4s %5s  %-7s  %-9s  %-*s  %s\n", "#", "LINE", "KIND",
                                      "OUTCOME", found, "FOUND BY", "COMMAND");
  for (const MutantResult& mutant : report.mutants()) {
    absl::StrAppendFormat(&table, "%4d %5d  %-7s  %-9s  %-*s  %s\n", mutant.number(), mutant.line(),
                          EnumText(mutant.kind()), OutcomeWord(mutant), found, FoundBy(mutant),
                          Command(mutant));
  }
  for (const MutantOutcome outcome : {MUTANT_OUTCOME_SURVIVED, MUTANT_OUTCOME_UNDECIDED}) {
    for (const std::string& line : Remarks(report, outcome))
      absl::StrAppend(&table, "  ", EnumText(outcome), ": ", line, "\n");
  }
  if (report.equal_size() > 0)
    absl::StrAppend(&table, Counted(report.equal_size(), "more was", "more were"),
                    " not made, being the procedure itself or another mutant\n");
  return absl::StrCat(table, ScoreSentence(report.score()), "\n");
}

std::string MutantsList(const MutationReport& report) {
  std::string list = absl::StrFormat("%4s %5s  %-7s  %s\n", "#", "LINE", "KIND", "COMMAND");
  for (const MutantResult& mutant : report.mutants())
    absl::StrAppendFormat(&list, "%4d %5d  %-7s  %s\n", mutant.number(), mutant.line(),
                          EnumText(mutant.kind()), Command(mutant));
  for (const EqualMutantResult& equal : report.equal())
    absl::StrAppend(&list, "not made: ", EqualSentence(equal), "\n");
  return list;
}

std::string MutationMarkdown(const MutationReport& report) {
  std::string text = absl::StrCat("# ", MarkdownCell(report.scenario()), ": ");
  const std::string not_passed = NotPassed(report);
  absl::StrAppend(&text,
                  not_passed.empty() ? ScoreSentence(report.score()) : EscapeMarkdown(not_passed),
                  "\n\n");
  MarkdownTable head({"", ""});
  head.Row({"procedure", MarkdownCell(absl::StrCat(report.heading(), " in ", report.runbook()))});
  head.Row({"as written", absl::StrCat("[", MarkdownCell(EnumText(report.procedure().outcome())),
                                       "](", report.procedure().directory(), "/report.md)")});
  head.Row({"again", MarkdownCode(report.command_line())});
  absl::StrAppend(&text, head.Text(), MutantsMarkdown(report));
  if (report.equal_size() == 0) return text;
  absl::StrAppend(&text, "Not made, being the procedure itself or another mutant:\n\n");
  for (const EqualMutantResult& equal : report.equal())
    absl::StrAppend(&text, "- line ", equal.line(), ", ", EnumText(equal.kind()), ": ",
                    MarkdownCode(equal.text()), ": ", EscapeMarkdown(equal.reason()), "\n");
  return text;
}

absl::Status WriteMutationReports(const MutationReport& report, const std::string& directory) {
  ProtoJsonOptions options;
  options.pretty = true;
  ASSIGN_OR_RETURN(const std::string json, ProtoToJson(report, options));
  RETURN_IF_ERROR(WriteFile(absl::StrCat(directory, "/mutation.json"), json));
  return WriteFile(absl::StrCat(directory, "/mutation.md"), MutationMarkdown(report));
}

}  // namespace drill
