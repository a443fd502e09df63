#include "harness/runbook/checklist.h"

#include <algorithm>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "harness/base/status_macros.h"
#include "harness/runbook/procedure.h"
#include "harness/runbook/unwrapped.h"

namespace drill {
namespace {

class Finder {
 public:
  Finder(const Document& document, int first_line, int last_line)
      : document_(document), first_(first_line), last_(last_line) {}

  std::vector<ChecklistItem> Find() {
    Look(document_.parts);
    std::vector<ChecklistItem>& found = steps_.empty() ? others_ : steps_;
    return std::move(found);
  }

 private:
  void Look(const std::vector<Part>& parts) {
    for (const Part& part : parts) {
      if (part.kind == PartKind::kItem) Take(part);
      Look(part.parts);
    }
  }

  // An item's own words are its first paragraph; one that holds only code has none.
  void Take(const Part& item) {
    if (item.line < first_ || item.line > last_) return;
    const auto words = std::find_if(item.parts.begin(), item.parts.end(), [](const Part& part) {
      return part.kind == PartKind::kParagraph;
    });
    if (words == item.parts.end()) return;
    ChecklistItem found{item.line, Unwrapped(document_.paragraphs[words->index].text)};
    (item.step ? steps_ : others_).push_back(std::move(found));
  }

  const Document& document_;
  const int first_, last_;
  std::vector<ChecklistItem> steps_, others_;
};

}  // namespace

absl::StatusOr<std::vector<ChecklistItem>> FindChecklist(const Document& document,
                                                         absl::string_view heading) {
  ASSIGN_OR_RETURN(const Procedure section, FindProcedure(document, heading));
  std::vector<ChecklistItem> items = Finder(document, section.first_line, section.last_line).Find();
  if (!items.empty()) return items;
  return absl::NotFoundError(absl::StrCat(document.path, ":", section.first_line,
                                          ": no list under \"", section.heading.text,
                                          "\"; name the heading that the checklist stands under, "
                                          "or write it there as \"- [ ] …\""));
}

}  // namespace drill
