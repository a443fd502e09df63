// Code fences in lists whose text stands left of its list item. CommonMark ends the item and with
// it the block there, and takes the closing fence for the beginning of another block: everything
// after it is turned inside out.
#ifndef HARNESS_RUNBOOK_FENCE_REPAIR_H_
#define HARNESS_RUNBOOK_FENCE_REPAIR_H_

#include <set>
#include <string>

namespace drill {

struct RepairedText {
  // With the text of such blocks indented as their fence is; as many lines as before.
  std::string text;
  // Lines of the opening fences, 1-based.
  std::set<int> repaired;
};

RepairedText RepairFencesInLists(const std::string& text);

}  // namespace drill

#endif  // HARNESS_RUNBOOK_FENCE_REPAIR_H_
