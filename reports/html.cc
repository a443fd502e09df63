#include "reports/html.h"

#include <algorithm>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "harness/base/enum_text.h"
#include "reports/incident.h"
#include "reports/text.h"

namespace drill {
namespace {

constexpr char kStyle[] = R"(
body { font: 15px/1.5 system-ui, sans-serif; color: #1d2430; max-width: 70rem; margin: 2rem auto; padding: 0 1rem }
h1 { font-size: 1.6rem; margin-bottom: .2rem } h2 { font-size: 1.15rem; margin-top: 2rem }
.good { color: #137333 } .bad { color: #b3261e } .mild { color: #8a5a00 } .quiet { color: #5b6472 }
table { border-collapse: collapse; width: 100% } th { text-align: left; color: #5b6472; font-weight: 600 }
td, th { border-bottom: 1px solid #e3e6eb; padding: .3rem .6rem .3rem 0; vertical-align: top; overflow-wrap: break-word; max-width: 28rem }
th, td:first-child { white-space: nowrap }
td.number, th.number { text-align: right; white-space: nowrap } code { font: 13px ui-monospace, monospace }
.line { position: relative; height: 1.5rem; background: #f3f4f7; border-radius: 3px }
.bar { position: absolute; top: 0; bottom: 0; min-width: 2px; background: #5b7fbf; border-radius: 3px }
.bar.procedure { background: #c98a1b } .bar.recovery { background: #2f9e5b }
@media (prefers-color-scheme: dark) { body { background: #15181d; color: #dfe3ea }
 td, th { border-color: #2c323b } .line { background: #20252d }
 .good { color: #6fcf8e } .bad { color: #ff8a80 } .mild { color: #e0b050 } }
)";

std::string Text(absl::string_view text) { return EscapeXml(text); }
std::string Code(absl::string_view text) {
  return text.empty() ? "" : absl::StrCat("<code>", EscapeXml(text), "</code>");
}
std::string Span(absl::string_view look, absl::string_view text) {
  return absl::StrCat("<span class=\"", look, "\">", EscapeXml(text), "</span>");
}

// A heading and a table under it; nothing when there is no row. Cells are HTML.
class Section {
 public:
  Section(absl::string_view title, const std::vector<std::string>& head) : title_(title) {
    if (!head.empty()) Row(head, "th");
    rows_ = 0;
  }
  void Row(const std::vector<std::string>& cells, absl::string_view tag = "td") {
    absl::StrAppend(&table_, "<tr>");
    for (const std::string& cell : cells) {
      absl::StrAppend(&table_, "<", tag, ">", cell, "</", tag, ">");
    }
    absl::StrAppend(&table_, "</tr>\n");
    ++rows_;
  }
  std::string Html() const {
    if (rows_ == 0) return "";
    return absl::StrCat(title_.empty() ? "" : absl::StrCat("<h2>", Text(title_), "</h2>\n"),
                        "<table>\n", table_, "</table>\n");
  }

 private:
  const std::string title_;
  std::string table_;
  int rows_ = 0;
};

// A control whose drill ended as it must, for example failed without its rollback.
bool IsGoodControl(const Summary& summary) {
  return !summary.control().empty() && summary.as_expected() && summary.residue().empty();
}

std::string Opening(const Summary& summary) {
  const char* look = summary.exit_code() == 0 || IsGoodControl(summary)     ? "good"
                     : summary.exit_code() == 2 || summary.exit_code() == 3 ? "mild"
                                                                            : "bad";
  std::string html =
      absl::StrCat("<h1>", Text(summary.scenario()), ": ", Span(look, Headline(summary)),
                   "</h1>\n<p class=\"quiet\">", Text(summary.description()), "</p>\n");
  if (summary.reasons_size() > 0) absl::StrAppend(&html, "<ul>\n");
  for (const std::string& reason : summary.reasons()) {
    absl::StrAppend(&html, "<li>", Text(reason), "</li>\n");
  }
  if (summary.reasons_size() > 0) absl::StrAppend(&html, "</ul>\n");
  Section facts("", {});
  for (const SummaryTarget& target : summary.targets()) {
    facts.Row({Text(TargetLabel(target)), Text(RecoveryAgainstTarget(summary, target))});
  }
  if (summary.recovery().has_watch_limit_ms())
    facts.Row({"", Text(WatchSentence(summary.recovery()))});
  facts.Row({"data", Text(DataSentence(summary.data()))});
  for (const SummaryBackup& backup : summary.backups()) {
    facts.Row({"backup", Text(BackupSentence(backup))});
  }
  facts.Row({"procedure", Text(absl::StrCat(summary.heading(), " in ", summary.runbook()))});
  facts.Row({"fault", absl::StrCat(Text(summary.fault().summary()), "; ",
                                   summary.fault().proved() ? Span("good", "proved")
                                                            : Span("bad", "not proved"))});
  for (const auto& [label, text] : IncidentLines(summary)) facts.Row({label, Text(text)});
  if (!summary.control().empty()) facts.Row({"control", Text(summary.control())});
  facts.Row({"began", Text(summary.started_at())});
  if (summary.time().has_total_ms()) {
    facts.Row({"time", Text(TimeSentence(summary.time()))});
  }
  facts.Row({"again", Code(summary.command_line())});
  return absl::StrCat(html, facts.Html(), "<p class=\"quiet\">", Text(summary.claim()), "</p>\n");
}

std::string Timeline(const Summary& summary) {
  double end = summary.time().total_ms();
  for (const SummaryPhase& phase : summary.phases()) {
    end = std::max(end, phase.started_ms() + phase.duration_ms());
  }
  end = std::max(end, 1.0);
  Section section("Phases", {"phase", "began", "took", "&#160;"});
  for (const SummaryPhase& phase : summary.phases()) {
    const std::string bar = absl::StrFormat(
        "<div class=\"line\" style=\"min-width: 20rem\"><div class=\"bar %s\" style=\"left: "
        "%.2f%%; width: %.2f%%\"></div></div>",
        Text(phase.name()), 100 * phase.started_ms() / end, 100 * phase.duration_ms() / end);
    section.Row(
        {Text(phase.name()), HumanTime(phase.started_ms()),
         phase.has_duration_ms() ? HumanTime(phase.duration_ms()) : Span("bad", "never ended"),
         bar});
  }
  return section.Html();
}

std::string Link(absl::string_view file) {
  if (file.empty()) return "";
  return absl::StrCat("<a href=\"", Text(file), "\">", Code(file), "</a>");
}

// How the text was run, what it said when it failed, and what must be known of it.
std::string UnderACommand(const SummaryCommand& command) {
  std::string html;
  if (!command.verbatim())
    absl::StrAppend(&html, "<br>", Span("mild", "not as written: "), Code(command.run_text()));
  for (const std::string& words : command.last_words()) {
    absl::StrAppend(&html, "<br>", Span(command.tolerated() ? "mild" : "bad", "it said: "),
                    Code(words));
  }
  for (const std::string& remark : command.remarks())
    absl::StrAppend(&html, "<br>", Span("mild", remark));
  return html;
}

std::string Commands(const Summary& summary) {
  Section section("Commands", {"line", "command", "result", "took", "output"});
  for (const SummaryCommand& command : summary.commands()) {
    const std::string fate = CommandFate(command);
    const bool mild = command.tolerated() || command.found_nothing();
    section.Row({absl::StrCat(command.line()),
                 absl::StrCat(Code(command.text()), UnderACommand(command)),
                 fate == "exit 0" ? fate : Span(mild ? "mild" : "bad", fate),
                 HumanTime(command.duration_ms()), Link(command.output_file())});
  }
  Section unreached("Commands that were never run", {"line", "command"});
  for (const SummaryUnreached& command : summary.unreached())
    unreached.Row({absl::StrCat(command.line()), Code(command.text())});
  return absl::StrCat(section.Html(), unreached.Html());
}

std::string Changes(const Summary& summary) {
  Section section("On the machine since the fault", {});
  for (const std::string& what : summary.worse())
    section.Row({Span("bad", "left worse"), Text(what)});
  for (const std::string& what : summary.appeared()) section.Row({Span("mild", "new"), Text(what)});
  for (const std::string& what : summary.vanished())
    section.Row({Span("mild", "gone"), Text(what)});
  return section.Html();
}

std::string Identity(const Summary& summary) {
  Section section("What was run, and on what", {});
  const auto row = [&section](absl::string_view name, const std::string& sentence) {
    if (!sentence.empty()) section.Row({Text(name), Text(sentence)});
  };
  for (const SummarySource& source : summary.sources()) row(source.what(), SourceSentence(source));
  row("stack as prepared", summary.seed_hash());
  row("harness", HarnessSentence(summary.harness()));
  row("machine", MachineSentence(summary.machine()));
  return section.Html();
}

std::string Deviations(const Summary& summary) {
  Section section("Where the document could not be followed as it stands",
                  {"line", "kind", "text", "reason"});
  for (const SummaryDeviation& deviation : summary.deviations()) {
    section.Row({absl::StrCat(deviation.line()), Text(deviation.kind()), Code(deviation.text()),
                 Text(deviation.reason())});
  }
  return section.Html();
}

std::string Checks(const Summary& summary) {
  Section section("Checks", {"", "check", "expected", "found", "source"});
  for (const SummaryCheck& check : summary.checks()) {
    const char* look = check.skipped()     ? "quiet"
                       : check.passed()    ? "good"
                       : check.undecided() ? "mild"
                                           : "bad";
    std::string found = Text(check.actual());
    if (check.looks_size() > 1) {
      absl::StrAppend(&found, "<br>",
                      Span("quiet", absl::StrCat("looked at ", check.looks_size(),
                                                 " times: ", absl::StrJoin(check.looks(), "; "))));
    }
    section.Row({Span(look, CheckFate(check)), Text(check.name()), Text(check.expected()), found,
                 Text(check.source())});
  }
  return section.Html();
}

std::string Load(const Summary& summary) {
  Section section("Load", {"", "writes", "reads", "errors", "p50", "p99", "longest"});
  for (const SummaryLoad& load : summary.load()) {
    section.Row({Text(load.name()),
                 absl::StrCat(load.writes_acknowledged(), " of ", load.writes_sent()),
                 absl::StrCat(load.reads_answered(), " of ", load.reads_sent()), Text(Errors(load)),
                 HumanTime(load.latency_p50_ms()), HumanTime(load.latency_p99_ms()),
                 HumanTime(load.latency_max_ms())});
  }
  return section.Html();
}

std::string Lists(const Summary& summary) {
  std::string html;
  const auto list = [&](absl::string_view title, const auto& items) {
    Section section(title, {});
    for (const std::string& item : items) section.Row({Text(item)});
    absl::StrAppend(&html, section.Html());
  };
  list("Compared with healthy machines", TwinLines(summary));
  list("Not looked at", NotLookedAtLines(summary));
  list("Drawn from the seed", summary.fault().choices());
  list("Proof of the fault", summary.fault().evidence());
  list("Left on the machine", summary.residue());
  list("Notes", summary.notes());
  list("How late the harness was", MachineLines(summary));
  Section evidence("Evidence", {"file", "what it is"});
  for (const SummaryEvidence& item : summary.evidence()) {
    evidence.Row({Link(item.file()), Text(item.what())});
  }
  return absl::StrCat(html, evidence.Html());
}

}  // namespace

std::string HtmlReport(const Summary& summary) {
  return absl::StrCat(
      "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>",
      Text(summary.scenario()), ": ", Text(EnumText(summary.outcome())), "</title>\n<style>",
      kStyle, "</style>\n</head>\n<body>\n", Opening(summary), Timeline(summary), Commands(summary),
      Changes(summary), Deviations(summary), Checks(summary), Load(summary), Lists(summary),
      Identity(summary), "</body>\n</html>\n");
}

}  // namespace drill
