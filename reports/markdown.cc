#include "reports/markdown.h"

#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "reports/incident.h"
#include "reports/markdown_text.h"
#include "reports/text.h"

namespace drill {
namespace {

constexpr size_t kReason = 600;

std::string Opening(const Summary& summary) {
  std::string text =
      absl::StrCat("# ", MarkdownCell(summary.scenario()), ": ", Headline(summary), "\n\n");
  if (!summary.description().empty()) {
    absl::StrAppend(&text, MarkdownCell(summary.description()), "\n\n");
  }
  for (const std::string& reason : summary.reasons()) {
    absl::StrAppend(&text, "- ", EscapeMarkdown(ShortLine(reason, kReason)), "\n");
  }
  if (summary.reasons_size() > 0) absl::StrAppend(&text, "\n");
  MarkdownTable table({"", ""});
  for (const SummaryTarget& target : summary.targets()) {
    table.Row(
        {MarkdownCell(TargetLabel(target)), MarkdownCell(RecoveryAgainstTarget(summary, target))});
  }
  if (summary.recovery().has_watch_limit_ms())
    table.Row({"", MarkdownCell(WatchSentence(summary.recovery()))});
  table.Row({"data", MarkdownCell(DataSentence(summary.data()))});
  for (const SummaryBackup& backup : summary.backups()) {
    table.Row({"backup", MarkdownCell(BackupSentence(backup))});
  }
  table.Row(
      {"procedure", MarkdownCell(absl::StrCat(summary.heading(), " in ", summary.runbook()))});
  table.Row({"fault",
             MarkdownCell(absl::StrCat(summary.fault().summary(),
                                       summary.fault().proved() ? "; proved" : "; not proved"))});
  for (const auto& [label, text] : IncidentLines(summary)) table.Row({label, MarkdownCell(text)});
  if (!summary.control().empty()) table.Row({"control", MarkdownCell(summary.control())});
  if (summary.time().has_total_ms()) {
    table.Row({"time", MarkdownCell(TimeSentence(summary.time()))});
  }
  table.Row({"again", MarkdownCode(summary.command_line())});
  return absl::StrCat(text, table.Text(), summary.claim(), "\n\n");
}

std::string Phases(const Summary& summary) {
  MarkdownTable table({"phase", "began", "took"});
  for (const SummaryPhase& phase : summary.phases()) {
    table.Row({MarkdownCell(phase.name()), HumanTime(phase.started_ms()),
               phase.has_duration_ms() ? HumanTime(phase.duration_ms()) : "never ended"});
  }
  return absl::StrCat("## Phases\n\n", table.Text());
}

std::string Link(absl::string_view file) {
  return file.empty() ? "" : absl::StrCat("[", MarkdownCell(file), "](", file, ")");
}

// What commands that failed said last, and what must be known of others.
std::string Words(const Summary& summary) {
  std::string text;
  for (const SummaryCommand& command : summary.commands()) {
    for (const std::string& words : command.last_words())
      absl::StrAppend(&text, "- line ", command.line(), " said: ", MarkdownCode(words), "\n");
    for (const std::string& remark : command.remarks())
      absl::StrAppend(&text, "- line ", command.line(), ": ", EscapeMarkdown(remark), "\n");
  }
  return text.empty() ? "" : absl::StrCat(text, "\n");
}

std::string Unreached(const Summary& summary) {
  if (summary.unreached().empty()) return "";
  std::string text = "Never run:\n\n";
  for (const SummaryUnreached& command : summary.unreached())
    absl::StrAppend(&text, "- line ", command.line(), ": ", MarkdownCode(command.text()), "\n");
  return absl::StrCat(text, "\n");
}

std::string Commands(const Summary& summary) {
  if (summary.commands_size() == 0) return "";
  MarkdownTable table({"line", "command", "result", "took", "as written", "output"});
  for (const SummaryCommand& command : summary.commands()) {
    const std::string written = command.verbatim() ? "yes"
                                : command.run_text().empty()
                                    ? "no"
                                    : absl::StrCat("no: ", MarkdownCode(command.run_text()));
    table.Row({absl::StrCat(command.line()), MarkdownCode(command.text()), CommandFate(command),
               HumanTime(command.duration_ms()), written, Link(command.output_file())});
  }
  return absl::StrCat("## Commands\n\n", table.Text(), Words(summary), Unreached(summary));
}

std::string Changes(const Summary& summary) {
  MarkdownTable table({"", ""});
  for (const std::string& what : summary.worse()) table.Row({"**left worse**", MarkdownCell(what)});
  for (const std::string& what : summary.appeared()) table.Row({"new", MarkdownCell(what)});
  for (const std::string& what : summary.vanished()) table.Row({"gone", MarkdownCell(what)});
  if (summary.worse_size() + summary.appeared_size() + summary.vanished_size() == 0) return "";
  return absl::StrCat("## On the machine since the fault\n\n", table.Text());
}

std::string Identity(const Summary& summary) {
  MarkdownTable table({"", ""});
  const auto row = [&table](absl::string_view name, const std::string& sentence) {
    if (!sentence.empty()) table.Row({MarkdownCell(name), MarkdownCell(sentence)});
  };
  for (const SummarySource& source : summary.sources()) row(source.what(), SourceSentence(source));
  row("stack as prepared", summary.seed_hash());
  row("harness", HarnessSentence(summary.harness()));
  row("machine", MachineSentence(summary.machine()));
  return absl::StrCat("## What was run, and on what\n\n", table.Text());
}

std::string Deviations(const Summary& summary) {
  if (summary.deviations_size() == 0) return "";
  MarkdownTable table({"line", "kind", "text", "reason"});
  for (const SummaryDeviation& deviation : summary.deviations()) {
    table.Row({absl::StrCat(deviation.line()), MarkdownCell(deviation.kind()),
               MarkdownCode(deviation.text()), MarkdownCell(deviation.reason())});
  }
  return absl::StrCat("## Where the document could not be followed as it stands\n\n", table.Text());
}

std::string Checks(const Summary& summary) {
  if (summary.checks_size() == 0) return "";
  MarkdownTable table({"", "check", "expected", "found", "source"});
  for (const SummaryCheck& check : summary.checks()) {
    const std::string fate = CheckFate(check);
    table.Row({fate == "failed" ? "**failed**" : fate, MarkdownCell(check.name()),
               MarkdownCell(check.expected()), MarkdownCell(check.actual()),
               MarkdownCell(check.source())});
  }
  return absl::StrCat("## Checks\n\n", table.Text());
}

std::string Load(const Summary& summary) {
  if (summary.load_size() == 0) return "";
  MarkdownTable table({"load", "writes", "reads", "errors", "p50", "p99", "longest"});
  for (const SummaryLoad& load : summary.load()) {
    table.Row({MarkdownCell(load.name()),
               absl::StrCat(load.writes_acknowledged(), " of ", load.writes_sent()),
               absl::StrCat(load.reads_answered(), " of ", load.reads_sent()),
               MarkdownCell(Errors(load)), HumanTime(load.latency_p50_ms()),
               HumanTime(load.latency_p99_ms()), HumanTime(load.latency_max_ms())});
  }
  return absl::StrCat("## Load\n\n", table.Text());
}

std::string Lists(const Summary& summary) {
  std::string text;
  const auto list = [&](absl::string_view title, const auto& items) {
    if (items.empty()) return;
    absl::StrAppend(&text, "## ", title, "\n\n");
    for (const std::string& item : items) absl::StrAppend(&text, "- ", MarkdownCell(item), "\n");
    absl::StrAppend(&text, "\n");
  };
  std::vector<std::string> looks;
  for (const SummaryCheck& check : summary.checks()) {
    if (check.looks_size() > 1)
      looks.push_back(absl::StrCat(check.name(), ": ", absl::StrJoin(check.looks(), "; ")));
  }
  list("Compared with healthy machines", TwinLines(summary));
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
  std::string text = absl::StrCat(Opening(summary), Phases(summary), Commands(summary),
                                  Deviations(summary), Changes(summary), Checks(summary),
                                  Load(summary), Lists(summary), Identity(summary));
  while (absl::EndsWith(text, "\n\n")) text.pop_back();
  return text;
}

}  // namespace drill
