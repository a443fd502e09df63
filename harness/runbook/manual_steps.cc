#include "harness/runbook/manual_steps.h"

#include <algorithm>
#include <map>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "harness/base/proto_duration.h"
#include "harness/runbook/unwrapped.h"

namespace drill {
namespace {

class Finder {
 public:
  Finder(const Document& document, const Procedure& procedure, const Rollback& rollback)
      : document_(document), first_(procedure.first_line), last_(procedure.last_line) {
    for (const ManualStep& step : rollback.manual_steps()) wanted_[Unwrapped(step.text())] = &step;
    for (const CodeBlock& block : procedure.blocks)
      if (block.runnable()) runnable_.push_back(block.line);
  }

  ManualSteps Find() {
    Look(document_.parts);
    for (const auto& [text, step] : wanted_) CheckFoundOnce(text);
    std::stable_sort(found_.steps.begin(), found_.steps.end(),
                     [](const Step& a, const Step& b) { return a.line < b.line; });
    return std::move(found_);
  }

 private:
  void Look(const std::vector<Part>& parts) {
    for (const Part& part : parts) {
      if (part.kind == PartKind::kParagraph) Take(document_.paragraphs[part.index]);
      Look(part.parts);
      if (part.kind == PartKind::kList) CheckWhole(part);
    }
  }

  void Take(const Paragraph& paragraph) {
    if (paragraph.line < first_ || paragraph.line > last_) return;
    const auto wanted = wanted_.find(Unwrapped(paragraph.text));
    if (wanted == wanted_.end()) return;
    lines_[wanted->first].push_back(paragraph.line);
    Step& step = found_.steps.emplace_back();
    step.text = wanted->first;
    step.run_text = wanted->second->stand_in();
    step.line = paragraph.line;
    step.block = kNoBlock;
    step.manual = true;
    step.given = FromProto(wanted->second->given());
    if (!step.run_text.empty())
      found_.deviations.push_back({step.line, step.text, wanted->second->reason(), "manual"});
  }

  void CheckFoundOnce(const std::string& text) {
    const std::vector<int>& lines = lines_[text];
    if (lines.size() == 1) return;
    if (lines.empty())
      return Problem(first_, absl::StrCat("the scenario's manual step \"", text,
                                          "\" is no item and no paragraph under this heading; "
                                          "write it as the document does, or remove it"));
    Problem(lines[1], absl::StrCat("the scenario's manual step \"", text, "\" stands on lines ",
                                   absl::StrJoin(lines, " and "),
                                   "; name a heading with one of them, or tell them apart in the "
                                   "document"));
  }

  // Who does half of a list has not done what the document says.
  void CheckWhole(const Part& list) {
    std::vector<std::pair<int, std::string>> open;
    bool any = false;
    for (const Part& item : list.parts) {
      const Paragraph* const words = FirstParagraph(item);
      if (words == nullptr || words->line < first_ || words->line > last_) continue;
      const std::string text = Unwrapped(words->text);
      if (wanted_.count(text) > 0) {
        any = true;
      } else if (!HoldsCommands(item)) {
        open.emplace_back(words->line, text);
      }
    }
    if (!any) return;
    for (const auto& [line, text] : open)
      Problem(line, absl::StrCat("\"", text,
                                 "\" stands in a list of which other items are manual "
                                 "steps, and nobody does it; name it by `manual_steps`, too"));
  }

  const Paragraph* FirstParagraph(const Part& item) const {
    for (const Part& part : item.parts)
      if (part.kind == PartKind::kParagraph) return &document_.paragraphs[part.index];
    return nullptr;
  }

  bool HoldsCommands(const Part& item) const {
    return std::any_of(runnable_.begin(), runnable_.end(),
                       [&item](int line) { return line >= item.line && line <= item.last_line; });
  }

  void Problem(int line, const std::string& what) {
    found_.problems.push_back(absl::StrCat(document_.path, ":", line, ": ", what));
  }

  // No block that an `exit` could end.
  static constexpr int kNoBlock = -2;

  const Document& document_;
  const int first_, last_;
  std::map<std::string, const ManualStep*> wanted_;
  // Lines of the procedure's blocks that are run.
  std::vector<int> runnable_;
  // Where each was found.
  std::map<std::string, std::vector<int>> lines_;
  ManualSteps found_;
};

}  // namespace

ManualSteps FindManualSteps(const Document& document, const Procedure& procedure,
                            const Rollback& rollback) {
  if (rollback.manual_steps().empty()) return {};
  return Finder(document, procedure, rollback).Find();
}

}  // namespace drill
