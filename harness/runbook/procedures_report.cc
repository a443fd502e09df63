#include "harness/runbook/procedures_report.h"

#include <map>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"

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

  void WriteCommand(const ReportedCommand& command) {
    int line = command.line();
    for (absl::string_view text : absl::StrSplit(command.text(), '\n')) {
      absl::StrAppend(&out_, Line(line), line == command.line() ? "  $ " : "  | ", text, "\n");
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
    for (const ReportedUrl& url : report_.called_urls())
      absl::StrAppend(&out_, Line(url.line()), "called by a command: ", url.url(), "\n");
    if (report_.endpoints_size() == 0) absl::StrAppend(&out_, "  no table of endpoints\n");
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
