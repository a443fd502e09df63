#include "harness/runbook/document_report.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/time/time.h"
#include "harness/base/status_macros.h"
#include "harness/runbook/alternatives.h"
#include "harness/runbook/code_block.h"
#include "harness/runbook/endpoint.h"
#include "harness/runbook/interactive.h"
#include "harness/runbook/known_variables.h"
#include "harness/runbook/left_out.h"
#include "harness/runbook/look.h"
#include "harness/runbook/placeholder.h"
#include "harness/runbook/procedure.h"
#include "harness/runbook/shell_block.h"
#include "harness/runbook/shell_blocks.h"
#include "harness/runbook/time_target.h"

namespace drill {
namespace {

void SortByLine(ReportedSection& section) {
  std::stable_sort(
      section.mutable_remarks()->begin(), section.mutable_remarks()->end(),
      [](const ReportedRemark& a, const ReportedRemark& b) { return a.line() < b.line(); });
}

bool HasStatements(const ParsedBlock& block) {
  return !block.shell.statements.empty() || !block.shell.syntax_error.empty();
}

class Reporter {
 public:
  Reporter(const Document& document, const ProgramTable& programs,
           const std::vector<std::string>& host_names)
      : document_(document), programs_(programs), host_names_(host_names) {}

  absl::StatusOr<DocumentReport> Report() {
    report_.set_document(document_.path);
    report_.set_lines(document_.line_count);
    report_.set_headings(static_cast<int>(document_.headings.size()));
    report_.set_code_blocks(static_cast<int>(document_.blocks.size()));
    RETURN_IF_ERROR(Read());
    const int first =
        document_.headings.empty() ? document_.line_count + 1 : document_.headings[0].line;
    AddSection(ReportedSection(), 0, first);
    for (size_t i = 0; i < document_.headings.size(); ++i) AddHeading(i);
    AddTargets();
    AddEndpoints();
    return std::move(report_);
  }

 private:
  absl::Status Read() {
    std::vector<ShellText> texts;
    for (const CodeBlock& block : document_.blocks)
      if (block.runnable()) texts.push_back({block.text, block.first_line()});
    ASSIGN_OR_RETURN(std::vector<ShellBlock> shells, ParseShellBlocks(texts));
    auto next = shells.begin();
    for (const CodeBlock& block : document_.blocks)
      blocks_.push_back({block, block.runnable() ? std::move(*next++) : ShellBlock()});
    return absl::OkStatus();
  }

  std::vector<ParsedBlock> BlocksIn(int first, int last) const {
    std::vector<ParsedBlock> result;
    for (const ParsedBlock& block : blocks_) {
      if (block.block.line >= first && block.block.line <= last) result.push_back(block);
    }
    return result;
  }

  void AddHeading(size_t index) {
    const Heading& heading = document_.headings[index];
    const Procedure procedure = ProcedureAt(document_, index);
    ReportedSection section;
    section.set_heading(heading.text);
    section.set_level(heading.level);
    section.set_line(heading.line);
    section.set_name(ProcedureName(document_, index));
    const std::vector<ParsedBlock> all = BlocksIn(procedure.first_line, procedure.last_line);
    section.set_procedure(std::any_of(all.begin(), all.end(), HasStatements));
    if (section.procedure()) AddChoices(procedure, all, index, section);
    const bool is_last = index + 1 == document_.headings.size();
    AddSection(std::move(section), heading.line,
               is_last ? document_.line_count : document_.headings[index + 1].line - 1);
  }

  // What stands between two lines, with `section` for its head.
  void AddSection(ReportedSection section, int first, int last) {
    section.set_last_line(std::min(last, document_.line_count));
    ShellOptions options;
    for (const ParsedBlock& parsed : BlocksIn(first, last)) {
      if (section.line() == 0) section.set_line(parsed.block.line);
      section.set_procedure(section.procedure() || HasStatements(parsed));
      if (!parsed.block.runnable())
        section.add_other_blocks(
            absl::StrCat(DescribeBlock(parsed.block), " (line ", parsed.block.line, ")"));
      if (!parsed.block.malformed.empty())
        Remark("unreadable", parsed.block.line, parsed.block.malformed, section);
      if (!parsed.shell.syntax_error.empty())
        Remark("unreadable", parsed.shell.syntax_error_line,
               absl::StrCat("no shell can read this: ", parsed.shell.syntax_error), section);
      for (const Statement& statement : parsed.shell.statements)
        AddCommand(statement, parsed, options, section);
    }
    for (const LeftOut& one : FindLeftOut(document_, first, last)) {
      if (section.line() == 0) section.set_line(one.line);
      Remark("left_out", one.line, one.what, section);
    }
    SortByLine(section);
    const bool named =
        !section.heading().empty() || section.commands_size() > 0 || section.remarks_size() > 0;
    if (named) *report_.add_sections() = std::move(section);
  }

  void AddCommand(const Statement& statement, const ParsedBlock& block, ShellOptions& options,
                  ReportedSection& section) {
    ReportedCommand& command = *section.add_commands();
    command.set_text(statement.text);
    command.set_line(statement.line);
    command.set_last_line(statement.last_line);
    for (const Placeholder& one :
         FindPlaceholders(statement, block.shell, block.block.text, host_names_))
      Remark(one.certain ? "placeholder" : "example", one.line, one.text, command);
    AddUnset(statement, command);
    for (const ShellCall& call : statement.calls) {
      std::optional<std::string> reason = NotACommand(call);
      if (!reason) reason = NeedsPerson(call, programs_);
      if (reason) Remark("person", call.line, *reason, command);
    }
    const std::vector<int> codes = ExitCodesOfNothing(statement, options, programs_);
    if (!codes.empty())
      Remark("look", statement.line,
             absl::StrCat("ends with ", absl::StrJoin(codes, " or "), " when it finds nothing"),
             command);
    options.Note(statement);
  }

  void AddUnset(const Statement& statement, ReportedCommand& command) {
    if (statement.uses.empty()) return;
    const VariablesOfDocument variables(document_, blocks_);
    const KnownVariables known = variables.At(statement.line);
    for (const Placeholder& one : FindUnsetVariables(statement, known.before, known.anywhere)) {
      const int elsewhere = variables.SetOnLine(one.text.substr(1));
      if (known.unknown_line != 0) {
        Remark("example", one.line,
               absl::StrCat(one.text, ", unless line ", known.unknown_line, " sets it"), command);
      } else {
        Remark("unset", one.line,
               elsewhere == 0 || elsewhere == statement.line
                   ? one.text
                   : absl::StrCat(one.text, " in this procedure; line ", elsewhere, " does"),
               command);
      }
    }
  }

  void AddChoices(const Procedure& procedure, const std::vector<ParsedBlock>& all, size_t index,
                  ReportedSection& section) {
    static const auto* const kinds =
        new std::map<GroupKind, std::string>{{GroupKind::kOr, "or"},
                                             {GroupKind::kOption, "option"},
                                             {GroupKind::kConditional, "conditional"},
                                             {GroupKind::kSameOperation, "same_operation"}};
    std::vector<ParsedBlock> runnable;
    std::copy_if(all.begin(), all.end(), std::back_inserter(runnable),
                 [](const ParsedBlock& block) { return block.block.runnable(); });
    for (const AlternativeGroup& group : FindAlternatives(document_, procedure, runnable)) {
      if (HeldByOneBelow(index, group)) continue;
      ReportedChoice& choice = *section.add_choices();
      choice.set_kind(kinds->at(group.kind));
      choice.set_line(group.alternatives.front().first_line);
      for (const Alternative& part : group.alternatives) {
        ReportedAlternative& one = *choice.add_alternatives();
        one.set_first_line(part.first_line);
        one.set_last_line(part.last_line);
        one.set_opener(part.opener);
      }
    }
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

  void AddTargets() {
    for (const TimeTarget& target : FindTargets(document_)) {
      ReportedTarget& one = *report_.add_targets();
      one.set_name(target.name);
      one.set_limit_ms(absl::ToInt64Milliseconds(target.limit));
      one.set_words(target.words);
      one.set_line(target.line);
    }
  }

  void AddEndpoints() {
    for (const Endpoint& endpoint : FindEndpoints(document_, "")) {
      ReportedEndpoint& one = *report_.add_endpoints();
      one.set_method(endpoint.method);
      one.set_url(endpoint.url);
      one.set_expected(endpoint.expected);
      one.set_line(endpoint.line);
    }
    for (const ParsedBlock& block : blocks_) {
      for (const MentionedUrl& url : FindMentionedUrls(block.shell)) {
        ReportedUrl& one = *report_.add_called_urls();
        one.set_url(url.url);
        one.set_line(url.line);
      }
    }
  }

  template <typename Holder>
  static void Remark(const std::string& kind, int line, const std::string& text, Holder& holder) {
    ReportedRemark& remark = *holder.add_remarks();
    remark.set_kind(kind);
    remark.set_line(line);
    remark.set_text(text);
  }

  const Document& document_;
  const ProgramTable& programs_;
  const std::vector<std::string>& host_names_;
  std::vector<ParsedBlock> blocks_;
  DocumentReport report_;
};

}  // namespace

absl::StatusOr<DocumentReport> ReportDocument(const Document& document,
                                              const ProgramTable& programs,
                                              const std::vector<std::string>& host_names) {
  return Reporter(document, programs, host_names).Report();
}

}  // namespace drill
