// A checklist of a document: what people tick off, under a heading.
#ifndef HARNESS_RUNBOOK_CHECKLIST_H_
#define HARNESS_RUNBOOK_CHECKLIST_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "harness/runbook/document.h"

namespace drill {

struct ChecklistItem {
  int line = 0;
  // As a person reads it, on one line.
  std::string text;
};

// The items under the heading, up to the next one of its level or above: those with a box to tick
// or a number; where there is none of these, all items of its lists. NotFound or InvalidArgument,
// "path:line: what; remedy", for a heading that is not there, is there twice, or has no item.
absl::StatusOr<std::vector<ChecklistItem>> FindChecklist(const Document& document,
                                                         absl::string_view heading);

}  // namespace drill

#endif  // HARNESS_RUNBOOK_CHECKLIST_H_
