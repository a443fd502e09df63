// How a line of prose, a comment or a heading opens what follows it: "Or locally:", "Option A",
// "If the disk is full, prune it."
#ifndef HARNESS_RUNBOOK_OPENER_H_
#define HARNESS_RUNBOOK_OPENER_H_

#include "absl/strings/string_view.h"

namespace drill {

enum class OpenerKind { kNone, kOr, kOption, kConditional };

// Of a label: a heading, a comment, a bold line, the title of a tab.
OpenerKind ClassifyOpener(absl::string_view text);

// Of prose, whose last sentence decides. Prose that ends with a full stop opens a condition only
// when it tells somebody to do something: "If there is a replica, build it anew.", but not "If the
// migration fails, the release is taken back." nor "If anything is unclear, ask."
OpenerKind ClassifyProse(absl::string_view text);

}  // namespace drill

#endif  // HARNESS_RUNBOOK_OPENER_H_
