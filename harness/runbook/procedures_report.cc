#include "harness/runbook/procedures_report.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/time/time.h"
#include "harness/base/status_macros.h"
#include "harness/runbook/alternatives.h"
#include "harness/runbook/endpoint.h"
#include "harness/runbook/interactive.h"
#include "harness/runbook/placeholder.h"
#include "harness/runbook/procedure.h"
#include "harness/runbook/shell_block.h"
#include "harness/runbook/time_target.h"

namespace drill {
namespace {

constexpr int kIndent = 10;

class Reporter {
 public:
  explicit Reporter(const Document& document) : document_(document) {}

  absl::StatusOr<std::string> Write() {
    absl::StrAppend(&out_, document_.path, ": ", document_.line_count, " lines, ",
                    document_.headings.size(), " headings, ", document_.blocks.size(),
                    " code blocks\n");
    RETURN_IF_ERROR(Read());
    WriteSection(
        0, document_.headings.empty() ? document_.line_count + 1 : document_.headings[0].line);
    for (size_t i = 0; i < document_.headings.size(); ++i) WriteHeading(i);
    WriteTargets();
    WriteEndpoints();
    return std::move(out_);
  }

 private:
  absl::Status Read() {
    for (const CodeBlock& block : document_.blocks) {
      ParsedBlock parsed{block, {}};
      if (block.runnable()) {
        ASSIGN_OR_RETURN(parsed.shell, ParseShellBlock(block.text, block.first_line()));
      }
      blocks_.push_back(std::move(parsed));
    }
    return absl::OkStatus();
  }

  std::vector<ParsedBlock> BlocksIn(int first, int last) const {
    std::vector<ParsedBlock> result;
    for (const ParsedBlock& block : blocks_) {
      if (block.block.line >= first && block.block.line <= last) result.push_back(block);
    }
    return result;
  }

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

  // Headings without shell commands are named only for the other code they hold.
  void WriteOutside(const std::string& heading, int first, int last) {
    std::vector<std::string> labels;
    for (const ParsedBlock& block : BlocksIn(first, last))
      labels.push_back(absl::StrCat(Label(block.block), " (line ", block.block.line, ")"));
    if (!labels.empty())
      absl::StrAppend(&out_, "\n", Line(first), "not a procedure: ", heading, ": ",
                      absl::StrJoin(labels, ", "), "\n");
  }

  void WriteSection(int first, int last) {
    for (const ParsedBlock& parsed : BlocksIn(first, last)) {
      if (first == 0)
        absl::StrAppend(&out_, "\n", Line(parsed.block.line), "before the first heading\n");
      if (!parsed.block.runnable())
        Remark(parsed.block.line, absl::StrCat("not run: ", Label(parsed.block)));
      if (parsed.block.kind == BlockKind::kUnlabelled)
        Remark(parsed.block.line, "no label, looks like commands: run");
      if (!parsed.shell.syntax_error.empty())
        Remark(parsed.shell.syntax_error_line,
               absl::StrCat("CANNOT RUN: no shell can read this: ", parsed.shell.syntax_error));
      for (const Statement& statement : parsed.shell.statements) WriteStatement(statement, parsed);
    }
  }

  void WriteStatement(const Statement& statement, const ParsedBlock& block) {
    int line = statement.line;
    for (absl::string_view text : absl::StrSplit(statement.text, '\n')) {
      absl::StrAppend(&out_, Line(line), line == statement.line ? "  $ " : "  | ", text, "\n");
      ++line;
    }
    for (const Placeholder& one : FindPlaceholders(statement, block.shell, block.block.text))
      Remark(one.line,
             absl::StrCat(one.certain ? "a person fills in " : "maybe an example: ", one.text));
    for (const Placeholder& one : FindUnsetVariables(statement, known_))
      Remark(one.line, absl::StrCat("nothing sets ", one.text));
    known_.insert(statement.sets.begin(), statement.sets.end());
    for (const ShellCall& call : statement.calls) {
      std::optional<std::string> reason = NotACommand(call);
      if (!reason) reason = NeedsPerson(call);
      if (reason) Remark(call.line, absl::StrCat("CANNOT RUN AS WRITTEN: ", *reason));
    }
  }

  void WriteGroup(const AlternativeGroup& group) {
    const Alternative& first = group.alternatives.front();
    static const auto* const kinds = new std::map<GroupKind, std::string>{
        {GroupKind::kOr, "one of these"},
        {GroupKind::kOption, "one of these"},
        {GroupKind::kConditional, "only on a condition"},
        {GroupKind::kSameOperation, "the same operation with different targets, one of these"}};
    Remark(first.first_line, absl::StrCat("CHOOSE, ", kinds->at(group.kind), ":"));
    for (const Alternative& part : group.alternatives) {
      absl::StrAppend(&out_, std::string(kIndent, ' '), "- lines ", part.first_line, " to ",
                      part.last_line, part.opener.empty() ? "" : absl::StrCat(": ", part.opener),
                      "\n");
    }
  }

  void WriteTargets() {
    absl::StrAppend(&out_, "\nTime targets\n");
    const std::vector<TimeTarget> targets = FindTargets(document_);
    for (const TimeTarget& target : targets) {
      absl::StrAppend(&out_, Line(target.line), target.name, ": \"", target.words, "\", limit ",
                      absl::FormatDuration(target.limit), "\n");
    }
    if (targets.empty()) absl::StrAppend(&out_, "  none\n");
  }

  void WriteEndpoints() {
    absl::StrAppend(&out_, "\nEndpoints\n");
    const std::vector<Endpoint> endpoints = FindEndpoints(document_, "");
    for (const Endpoint& endpoint : endpoints) {
      absl::StrAppend(&out_, Line(endpoint.line), endpoint.method, " ", endpoint.url,
                      endpoint.expected.empty() ? "" : absl::StrCat(": ", endpoint.expected), "\n");
    }
    for (const ParsedBlock& block : blocks_) {
      for (const MentionedUrl& url : FindMentionedUrls(block.shell))
        absl::StrAppend(&out_, Line(url.line), "called by a command: ", url.url, "\n");
    }
    if (endpoints.empty()) absl::StrAppend(&out_, "  no table of endpoints\n");
  }

  static std::string Label(const CodeBlock& block) {
    if (block.kind == BlockKind::kScript) return "a script's listing";
    return block.label.empty() ? "a block without label"
                               : absl::StrCat("a ", block.label, " block");
  }

  static std::string Line(int line) { return absl::StrFormat("%5d  ", line); }

  void Remark(int line, absl::string_view what) {
    absl::StrAppend(&out_, Line(line), "    ! ", what, "\n");
  }

  const Document& document_;
  std::vector<ParsedBlock> blocks_;
  std::set<std::string> known_;
  std::string out_;
};

}  // namespace

absl::StatusOr<std::string> ProceduresReport(const Document& document) {
  return Reporter(document).Write();
}

}  // namespace drill
