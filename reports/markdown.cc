#include "reports/markdown.h"

#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "reports/text.h"

namespace drill {
namespace {

constexpr size_t kCell = 160;

// Plain text in a table's cell: nothing in it may begin markup or end the cell.
std::string Cell(absl::string_view text) {
  return absl::StrReplaceAll(ShortLine(text, kCell), {{"\\", "\\\\"},
                                                      {"|", "\\|"},
                                                      {"<", "&lt;"},
                                                      {"*", "\\*"},
                                                      {"_", "\\_"},
                                                      {"`", "\\`"},
                                                      {"[", "\\["},
                                                      {"&", "&amp;"}});
}

// Code in a table's cell; backticks within cannot be escaped, so they become quotes.
std::string Code(absl::string_view text) {
  if (text.empty()) return "";
  return absl::StrCat("`", absl::StrReplaceAll(ShortLine(text, kCell), {{"`", "'"}, {"|", "\\|"}}),
                      "`");
}

class Table {
 public:
  explicit Table(const std::vector<std::string>& head) {
    Row(head);
    Row(std::vector<std::string>(head.size(), "---"));
  }
  void Row(const std::vector<std::string>& cells) {
    absl::StrAppend(&text_, "| ", absl::StrJoin(cells, " | "), " |\n");
  }
  std::string Text() const { return absl::StrCat(text_, "\n"); }

 private:
  std::string text_;
};

std::string Opening(const Summary& summary) {
  std::string text = absl::StrCat("# ", Cell(summary.scenario()), ": ", Headline(summary), "\n\n");
  if (!summary.description().empty()) {
    absl::StrAppend(&text, Cell(summary.description()), "\n\n");
  }
  for (const std::string& reason : summary.reasons()) {
    absl::StrAppend(&text, "- ", Cell(reason), "\n");
  }
  if (summary.reasons_size() > 0) absl::StrAppend(&text, "\n");
  Table table({"", ""});
  for (const SummaryTarget& target : summary.targets()) {
    table.Row({"recovery", Cell(RecoveryAgainstTarget(summary, target))});
  }
  if (summary.recovery().has_watch_limit_ms())
    table.Row({"", Cell(WatchSentence(summary.recovery()))});
  table.Row({"data", Cell(DataSentence(summary.data()))});
  for (const SummaryBackup& backup : summary.backups()) {
    table.Row({"backup", Cell(BackupSentence(backup))});
  }
  table.Row({"procedure", Cell(absl::StrCat(summary.heading(), " in ", summary.runbook()))});
  table.Row({"fault", Cell(absl::StrCat(summary.fault().summary(),
                                        summary.fault().proved() ? "; proved" : "; not proved"))});
  if (!summary.control().empty()) table.Row({"control", Cell(summary.control())});
  if (summary.time().has_total_ms()) {
    table.Row({"time", absl::StrCat(HumanTime(summary.time().total_ms()), " in all, ",
                                    HumanTime(summary.time().commands_ms()),
                                    " of them the documented commands")});
  }
  table.Row({"again", Code(summary.command_line())});
  return absl::StrCat(text, table.Text(), summary.claim(), "\n\n");
}

std::string Phases(const Summary& summary) {
  Table table({"phase", "began", "took"});
  for (const SummaryPhase& phase : summary.phases()) {
    table.Row({Cell(phase.name()), HumanTime(phase.started_ms()),
               phase.has_duration_ms() ? HumanTime(phase.duration_ms()) : "never ended"});
  }
  return absl::StrCat("## Phases\n\n", table.Text());
}

std::string Commands(const Summary& summary) {
  if (summary.commands_size() == 0) return "";
  Table table({"line", "command", "result", "took", "as written"});
  for (const SummaryCommand& command : summary.commands()) {
    const std::string written = command.verbatim() ? "yes"
                                : command.run_text().empty()
                                    ? "no"
                                    : absl::StrCat("no: ", Code(command.run_text()));
    table.Row({absl::StrCat(command.line()), Code(command.text()), CommandFate(command),
               HumanTime(command.duration_ms()), written});
  }
  return absl::StrCat("## Commands\n\n", table.Text());
}

std::string Deviations(const Summary& summary) {
  if (summary.deviations_size() == 0) return "";
  Table table({"line", "kind", "text", "reason"});
  for (const SummaryDeviation& deviation : summary.deviations()) {
    table.Row({absl::StrCat(deviation.line()), Cell(deviation.kind()), Code(deviation.text()),
               Cell(deviation.reason())});
  }
  return absl::StrCat("## Where the document could not be followed as it stands\n\n", table.Text());
}

std::string Checks(const Summary& summary) {
  if (summary.checks_size() == 0) return "";
  Table table({"", "check", "expected", "found", "source"});
  for (const SummaryCheck& check : summary.checks()) {
    const std::string fate = CheckFate(check);
    table.Row({fate == "failed" ? "**failed**" : fate, Cell(check.name()), Cell(check.expected()),
               Cell(check.actual()), Cell(check.source())});
  }
  return absl::StrCat("## Checks\n\n", table.Text());
}

std::string Load(const Summary& summary) {
  if (summary.load_size() == 0) return "";
  Table table({"load", "writes", "reads", "errors", "p50", "p99", "longest"});
  for (const SummaryLoad& load : summary.load()) {
    table.Row({Cell(load.name()),
               absl::StrCat(load.writes_acknowledged(), " of ", load.writes_sent()),
               absl::StrCat(load.reads_answered(), " of ", load.reads_sent()), Cell(Errors(load)),
               HumanTime(load.latency_p50_ms()), HumanTime(load.latency_p99_ms()),
               HumanTime(load.latency_max_ms())});
  }
  return absl::StrCat("## Load\n\n", table.Text());
}

std::string Lists(const Summary& summary) {
  std::string text;
  const auto list = [&](absl::string_view title, const auto& items) {
    if (items.empty()) return;
    absl::StrAppend(&text, "## ", title, "\n\n");
    for (const std::string& item : items) absl::StrAppend(&text, "- ", Cell(item), "\n");
    absl::StrAppend(&text, "\n");
  };
  std::vector<std::string> looks;
  for (const SummaryCheck& check : summary.checks()) {
    if (check.looks_size() > 1)
      looks.push_back(absl::StrCat(check.name(), ": ", absl::StrJoin(check.looks(), "; ")));
  }
  list("Not looked at", NotLookedAtLines(summary));
  list("Looked at more than once", looks);
  list("Drawn from the seed", summary.fault().choices());
  list("Proof of the fault", summary.fault().evidence());
  list("Left on the machine", summary.residue());
  list("Notes", summary.notes());
  list("How late the harness was", MachineLines(summary));
  return text;
}

}  // namespace

std::string MarkdownReport(const Summary& summary) {
  std::string text =
      absl::StrCat(Opening(summary), Phases(summary), Commands(summary), Deviations(summary),
                   Checks(summary), Load(summary), Lists(summary));
  while (absl::EndsWith(text, "\n\n")) text.pop_back();
  return text;
}

}  // namespace drill
