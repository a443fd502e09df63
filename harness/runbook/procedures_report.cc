#include "harness/runbook/procedures_report.h"

#include <map>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
<<<<<<< HEAD
=======
#include "harness/base/status_macros.h"
#include "harness/runbook/alternatives.h"
#include "harness/runbook/code_block.h"
#include "harness/runbook/endpoint.h"
#include "harness/runbook/interactive.h"
#include "harness/runbook/left_out.h"
#include "harness/runbook/placeholder.h"
#include "harness/runbook/procedure.h"
#include "harness/runbook/shell_block.h"
#include "harness/runbook/time_target.h"
>>>>>>> 70b5369 (wip reading)

namespace drill {
namespace {

constexpr int kIndent = 10;

// What stands before a remark's text, by its kind.
std::string Lead(const std::string& kind) {
  static const auto* const leads =
      new std::map<std::string, std::string>{{"placeholder", "a person fills in "},
                                             {"example", "maybe an example: "},
                                             {"unset", "nothing sets "},
                                             {"person", "CANNOT RUN AS WRITTEN: "},
                                             {"unreadable", "CANNOT RUN: "},
                                             {"look", "only looks: "}};
  const auto found = leads->find(kind);
  return found == leads->end() ? "" : found->second;
}

class Writer {
 public:
  explicit Writer(const DocumentReport& report) : report_(report) {}

  std::string Write() {
    absl::StrAppend(&out_, report_.document(), ": ", report_.lines(), " lines, ",
                    report_.headings(), " headings, ", report_.code_blocks(), " code blocks\n");
    for (const ReportedSection& section : report_.sections())
      section.procedure() ? WriteProcedure(section) : WriteOther(section);
    WriteTargets();
    WriteEndpoints();
    return std::move(out_);
  }

 private:
  void WriteProcedure(const ReportedSection& section) {
    const std::string title =
        section.heading().empty()
            ? "before the first heading"
            : absl::StrCat(std::string(static_cast<size_t>(section.level()), '#'), " ",
                           section.heading());
    absl::StrAppend(&out_, "\n", Line(section.line()), title, "\n");
    if (section.name() != section.heading())
      Remark(section.line(),
             absl::StrCat("this heading occurs more than once; a scenario names it \"",
                          section.name(), "\""));
    // Commands and what stands beside them, in the order of the document.
    int next = 0;
    const auto write_until = [&](int line) {
      for (; next < section.remarks_size() && section.remarks(next).line() <= line; ++next)
        Write(section.remarks(next));
    };
    for (const ReportedCommand& command : section.commands()) {
      write_until(command.line() - 1);
      WriteCommand(command);
    }
    write_until(section.last_line());
    for (const ReportedChoice& choice : section.choices()) WriteChoice(choice);
  }

  // A heading without shell commands is named for what else it holds.
  void WriteOther(const ReportedSection& section) {
    if (section.remarks_size() == 0) return;
    absl::StrAppend(
        &out_, "\n", Line(section.line()), "not a procedure: ", section.heading(), ": ",
        section.other_blocks_size() == 0 ? "no code" : absl::StrJoin(section.other_blocks(), ", "),
        "\n");
    if (section.remarks_size() == section.other_blocks_size()) return;
    for (const ReportedRemark& remark : section.remarks()) Write(remark);
  }

<<<<<<< HEAD
  void WriteCommand(const ReportedCommand& command) {
    int line = command.line();
    for (absl::string_view text : absl::StrSplit(command.text(), '\n')) {
      absl::StrAppend(&out_, Line(line), line == command.line() ? "  $ " : "  | ", text, "\n");
=======
  void WriteHeading(size_t index) {
    const Heading& heading = document_.headings[index];
    const int end = index + 1 < document_.headings.size() ? document_.headings[index + 1].line - 1
                                                          : document_.line_count;
    const Procedure procedure = ProcedureAt(document_, index);
    const std::vector<ParsedBlock> all = BlocksIn(procedure.first_line, procedure.last_line);
    if (std::none_of(all.begin(), all.end(), [](const ParsedBlock& block) {
          return !block.shell.statements.empty() || !block.shell.syntax_error.empty();
        })) {
      return WriteOutside(heading.text, heading.line, end);
    }
    absl::StrAppend(&out_, "\n", Line(heading.line), std::string(heading.level, '#'), " ",
                    heading.text, "\n");
    const std::string name = ProcedureName(document_, index);
    if (name != heading.text)
      Remark(
          heading.line,
          absl::StrCat("this heading occurs more than once; a scenario names it \"", name, "\""));
    // Variables that earlier parts of the whole procedure set are known.
    known_.clear();
    WriteSection(heading.line, end);
    std::vector<ParsedBlock> runnable;
    std::copy_if(all.begin(), all.end(), std::back_inserter(runnable),
                 [](const ParsedBlock& block) { return block.block.runnable(); });
    for (const AlternativeGroup& group : FindAlternatives(document_, procedure, runnable))
      if (!HeldByOneBelow(index, group)) WriteGroup(group);
  }

  // Named once, under the innermost heading that holds all of it.
  bool HeldByOneBelow(size_t index, const AlternativeGroup& group) const {
    const int first = group.alternatives.front().first_line;
    const int last = group.alternatives.back().last_line;
    for (size_t i = index + 1; i < document_.headings.size(); ++i) {
      const Procedure procedure = ProcedureAt(document_, i);
      if (procedure.first_line < first && last <= procedure.last_line) return true;
    }
    return false;
  }

  // Headings without shell commands are named for what else they hold.
  void WriteOutside(const std::string& heading, int first, int last) {
    std::vector<std::string> labels;
    for (const ParsedBlock& block : BlocksIn(first, last))
      labels.push_back(absl::StrCat(DescribeBlock(block.block), " (line ", block.block.line, ")"));
    const std::vector<LeftOut> left_out = FindLeftOut(document_, first, last);
    if (left_out.empty()) return;
    absl::StrAppend(&out_, "\n", Line(first), "not a procedure: ", heading, ": ",
                    labels.empty() ? "no code" : absl::StrJoin(labels, ", "), "\n");
    if (left_out.size() == labels.size()) return;
    for (const LeftOut& one : left_out) Remark(one.line, one.what);
  }

  // Commands and what is left out beside them, in the order of the document.
  void WriteSection(int first, int last) {
    const std::vector<LeftOut> left_out = FindLeftOut(document_, first, last);
    auto next = left_out.begin();
    const auto write_until = [&](int line) {
      for (; next != left_out.end() && next->line <= line; ++next) Remark(next->line, next->what);
    };
    const std::vector<ParsedBlock> blocks = BlocksIn(first, last);
    if (first == 0 && (!blocks.empty() || !left_out.empty()))
      absl::StrAppend(&out_, "\n",
                      Line(blocks.empty() ? left_out.front().line : blocks.front().block.line),
                      "before the first heading\n");
    for (const ParsedBlock& parsed : blocks) {
      write_until(parsed.block.line);
      if (!parsed.block.malformed.empty())
        Remark(parsed.block.line, absl::StrCat("CANNOT RUN: ", parsed.block.malformed));
      if (!parsed.shell.syntax_error.empty())
        Remark(parsed.shell.syntax_error_line,
               absl::StrCat("CANNOT RUN: no shell can read this: ", parsed.shell.syntax_error));
      for (const Statement& statement : parsed.shell.statements) {
        write_until(statement.line - 1);
        WriteStatement(statement, parsed);
      }
    }
    write_until(last);
  }

  void WriteStatement(const Statement& statement, const ParsedBlock& block) {
    int line = statement.line;
    for (absl::string_view text : absl::StrSplit(statement.text, '\n')) {
      absl::StrAppend(&out_, Line(line), line == statement.line ? "  $ " : "  | ", text, "\n");
>>>>>>> 70b5369 (wip reading)
      ++line;
    }
    for (const ReportedRemark& remark : command.remarks()) Write(remark);
  }

  void WriteChoice(const ReportedChoice& choice) {
    static const auto* const kinds = new std::map<std::string, std::string>{
        {"or", "one of these"},
        {"option", "one of these"},
        {"conditional", "only on a condition"},
        {"same_operation", "the same operation with different targets, one of these"}};
    Remark(choice.line(), absl::StrCat("CHOOSE, ", kinds->at(choice.kind()), ":"));
    for (const ReportedAlternative& part : choice.alternatives()) {
      absl::StrAppend(&out_, std::string(kIndent, ' '), "- lines ", part.first_line(), " to ",
                      part.last_line(),
                      part.opener().empty() ? "" : absl::StrCat(": ", part.opener()), "\n");
    }
  }

  void WriteTargets() {
    absl::StrAppend(&out_, "\nTime targets\n");
    for (const ReportedTarget& target : report_.targets()) {
      absl::StrAppend(&out_, Line(target.line()), target.name(), ": \"", target.words(),
                      "\", limit ", absl::FormatDuration(absl::Milliseconds(target.limit_ms())),
                      "\n");
    }
    if (report_.targets_size() == 0) absl::StrAppend(&out_, "  none\n");
  }

  void WriteEndpoints() {
    absl::StrAppend(&out_, "\nEndpoints\n");
    for (const ReportedEndpoint& endpoint : report_.endpoints()) {
      absl::StrAppend(&out_, Line(endpoint.line()), endpoint.method(), " ", endpoint.url(),
                      endpoint.expected().empty() ? "" : absl::StrCat(": ", endpoint.expected()),
                      "\n");
    }
<<<<<<< HEAD
    for (const ReportedUrl& url : report_.called_urls())
      absl::StrAppend(&out_, Line(url.line()), "called by a command: ", url.url(), "\n");
    if (report_.endpoints_size() == 0) absl::StrAppend(&out_, "  no table of endpoints\n");
=======
    for (const ParsedBlock& block : blocks_) {
      for (const MentionedUrl& url : FindMentionedUrls(block.shell))
        absl::StrAppend(&out_, Line(url.line), "called by a command: ", url.url, "\n");
    }
    if (endpoints.empty()) absl::StrAppend(&out_, "  no table of endpoints\n");
>>>>>>> 70b5369 (wip reading)
  }

  static std::string Line(int line) { return absl::StrFormat("%5d  ", line); }

  void Write(const ReportedRemark& remark) {
    Remark(remark.line(), absl::StrCat(Lead(remark.kind()), remark.text()));
  }

  void Remark(int line, absl::string_view what) {
    absl::StrAppend(&out_, Line(line), "    ! ", what, "\n");
  }

  const DocumentReport& report_;
  std::string out_;
};

}  // namespace

std::string ProceduresReport(const DocumentReport& report) { return Writer(report).Write(); }

}  // namespace drill
