#include "reports/quarterly.h"

#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "harness/base/plural.h"
#include "reports/absences.h"
#include "reports/incident.h"
#include "reports/markdown_text.h"
#include "reports/monitoring.h"
#include "reports/quarterly_differences.h"
#include "reports/quarterly_done.h"
#include "reports/quarterly_improvements.h"
#include "reports/text.h"

namespace drill {
namespace {

constexpr size_t kLine = 600;

double Ms(int64_t microseconds) { return static_cast<double>(microseconds) / 1000; }

std::string List(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines)
    absl::StrAppend(&text, "- ", EscapeMarkdown(ShortLine(line, kLine)), "\n");
  return absl::StrCat(text, "\n");
}

std::string Section(absl::string_view title, const std::vector<std::string>& lines,
                    absl::string_view otherwise) {
  return absl::StrCat("## ", title, "\n\n",
                      lines.empty() ? absl::StrCat(otherwise, "\n\n") : List(lines));
}

std::string WhoLed(const QuarterlyStarted& started) {
  if (started.unattended())
    return absl::StrCat("nobody: ", HumanTime(Ms(started.decision_given_us())),
                        " passed in the place of the decision, ",
                        HumanTime(Ms(started.step_given_us())), " before each command");
  return absl::StrCat("a person", started.blind() ? ", who was not told the fault" : "",
                      started.asked_each_step() ? ", asked before each command" : "");
}

std::string Decision(const SummaryQuarterly& quarterly) {
  const ProcedureChosen& chosen = quarterly.decision();
  const double asked = Ms(chosen.start_us()), took = Ms(chosen.duration_us());
  const std::string away = AwayRemark(quarterly, asked, asked + took);
  const std::string after =
      absl::StrCat(" after ", HumanTime(took), away.empty() ? "" : absl::StrCat(" (", away, ")"));
  if (chosen.refused()) return absl::StrCat("against every procedure,", after);
  return absl::StrCat(chosen.id() == chosen.heading() ? "" : absl::StrCat(chosen.id(), ", "),
                      chosen.heading(), after,
                      chosen.by_person() ? ", by a person" : ", nobody was asked",
                      chosen.id() == chosen.scenarios_id()
                          ? ""
                          : absl::StrCat("; the scenario's is ", chosen.scenarios_id(), ", ",
                                         chosen.scenarios_heading()));
}

// Of a verdict that is not about the document as it is written.
std::string AsWritten(const Summary& summary) {
  int skipped = 0;
  for (const SummaryDeviation& deviation : summary.deviations())
    if (deviation.kind() == "skipped_by_person") ++skipped;
  if (!summary.procedure().ran()) return "it was not run";
  if (skipped > 0)
    return absl::StrCat("NOT run as written: ", Counted(skipped, "command was", "commands were"),
                        " skipped by who led the drill");
  if (!summary.procedure().completed()) return "it was not run to its end";
  return "every command was run";
}

std::string Opening(const Summary& summary) {
  const SummaryQuarterly& quarterly = summary.quarterly();
  std::string text =
      absl::StrCat("# Quarterly drill ", EscapeMarkdown(quarterly.started().quarter()), " of ",
                   MarkdownCell(summary.stack()), ": ", Headline(summary), "\n\n");
  if (!summary.description().empty())
    absl::StrAppend(&text, EscapeMarkdown(ShortLine(summary.description(), kLine)), "\n\n");
  for (const std::string& reason : summary.reasons())
    absl::StrAppend(&text, "- ", EscapeMarkdown(ShortLine(reason, kLine)), "\n");
  if (summary.reasons_size() > 0) absl::StrAppend(&text, "\n");
  MarkdownTable table({"", ""});
  const auto row = [&table](absl::string_view what, const std::string& said) {
    table.Row({std::string(what), EscapeMarkdown(ShortLine(said, kLine))});
  };
  row("scenario", absl::StrCat(summary.scenario(), ", drawn from ",
                               absl::StrJoin(quarterly.started().drawn_from(), ", "), " by seed ",
                               summary.seed()));
  row("fault", absl::StrCat(summary.fault().summary(),
                            summary.fault().proved() ? "; proved" : "; not proved"));
  row("begun", summary.started_at());
  row("led by", WhoLed(quarterly.started()));
  for (const auto& [label, said] : IncidentLines(summary)) row(label, said);
  row("decided on",
      quarterly.has_decision() ? Decision(quarterly) : "the drill did not come that far");
  row("procedure",
      absl::StrCat(summary.heading(), " in ", summary.runbook(), ": ", AsWritten(summary)));
  row("data lost", DataSentence(summary.data()));
  table.Row({"again", MarkdownCode(summary.command_line())});
  return absl::StrCat(text, table.Text());
}

std::string TargetFate(const SummaryTarget& target) {
  if (!target.has_measured_ms()) return MarkdownCell(target.remark());
  return absl::StrCat(
      target.met() ? "met" : "**missed**",
      target.remark().empty() ? "" : absl::StrCat("; ", MarkdownCell(target.remark())));
}

std::string Times(const Summary& summary) {
  MarkdownTable table({"time", "took", "documented", ""});
  for (const SummaryTarget& target : summary.targets()) {
    const std::string words =
        absl::StrCat(HumanTime(target.limit_ms()),
                     target.source().empty() ? "" : absl::StrCat(" (", target.source(), ")"));
    table.Row({MarkdownCell(TargetLabel(target)),
               target.has_measured_ms() ? HumanTime(target.measured_ms()) : "not measured",
               MarkdownCell(words), TargetFate(target)});
  }
  for (const SummaryPhase& phase : summary.phases())
    table.Row({absl::StrCat("phase ", MarkdownCell(phase.name())),
               phase.has_duration_ms() ? HumanTime(phase.duration_ms()) : "never ended", "",
               AwayRemark(summary.quarterly(), phase.started_ms(),
                          phase.started_ms() + phase.duration_ms())});
  return absl::StrCat("## Times against the documented ones\n\n", table.Text());
}

std::string Sights(const SummaryQuarterly& quarterly) {
  std::vector<std::string> lines;
  for (int i = 0; i < quarterly.monitoring_size(); ++i)
    for (const std::string& line : MonitoringLines(quarterly.monitoring(i)))
      lines.push_back(i == 0 ? line : absl::StrCat("look ", i + 1, ": ", line));
  return Section("What monitoring showed", lines, "The drill did not come that far.");
}

std::string Deviations(const Summary& summary) {
  std::vector<std::string> lines;
  for (const SummaryDeviation& deviation : summary.deviations())
    lines.push_back(absl::StrCat("line ", deviation.line(), ", ", deviation.kind(), ": ",
                                 deviation.text(), " (", deviation.reason(), ")"));
  return Section("Deviations from the document", lines, "None.");
}

std::string Answer(TickAnswer answer) {
  if (answer == TICK_ANSWER_YES) return "yes";
  return answer == TICK_ANSWER_NO ? "**no**" : "not ticked: nobody was there";
}

// Items without an answer are those at which the drill's leader left.
std::string Checklist(const SummaryQuarterly& quarterly) {
  if (quarterly.started().checklist().empty()) return "";
  MarkdownTable table({"line", "item", "done", "remark"});
  for (const ChecklistTick& tick : quarterly.checklist())
    table.Row({absl::StrCat(tick.item().line()), MarkdownCell(tick.item().text()),
               Answer(tick.answer()), MarkdownCell(tick.note())});
  for (int i = quarterly.checklist_size(); i < quarterly.started().checklist_size(); ++i) {
    const ChecklistEntry& item = quarterly.started().checklist(i);
    table.Row({absl::StrCat(item.line()), MarkdownCell(item.text()), "not asked yet", ""});
  }
  return absl::StrCat("## Checklist\n\n", table.Text(),
                      quarterly.debriefed()
                          ? ""
                          : "It is gone on with by `tools/drill quarterly --resume` and this "
                            "directory.\n\n");
}

std::string Notes(const SummaryQuarterly& quarterly) {
  std::vector<std::string> lines;
  for (const SummaryNoteTaken& note : quarterly.notes())
    lines.push_back(absl::StrCat(HumanTime(note.at_ms()), ": ", note.text()));
  return Section("Notes", lines, "None.");
}

std::string Last(const Summary& summary) {
  const LastDrill& last = summary.quarterly().last();
  return absl::StrCat("## Since the last drill of this scenario\n\n",
                      EscapeMarkdown(LastDrillSentence(last)), "\n\n",
                      last.why_none().empty() ? List(DifferencesFromLast(summary)) : "");
}

}  // namespace

std::string QuarterlyReport(const Summary& summary) {
  const SummaryQuarterly& quarterly = summary.quarterly();
  std::string text = absl::StrCat(
      Opening(summary), Sights(quarterly), "## What was done\n\n", DoneTable(summary),
      Times(summary), Deviations(summary), Checklist(quarterly), Notes(quarterly), Last(summary),
      Section("What to improve", Improvements(summary), "Nothing follows from what was found."));
  absl::StrAppend(&text, "All facts are in [report.md](report.md) and in journal.jsonl.\n");
  return text;
}

}  // namespace drill
