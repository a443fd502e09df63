// Time limits as documents state them: "~5 min", "< 5 minutes", "2-3 minutes", "≤ 60 s".
#ifndef HARNESS_RUNBOOK_TIME_TARGET_H_
#define HARNESS_RUNBOOK_TIME_TARGET_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "harness/runbook/document.h"

namespace drill {

struct TimeTarget {
  // What it is the target of: a row's first cell, or a heading.
  std::string name;
  absl::Duration limit;
  // The document's words, e.g. "~5 min".
  std::string words;
  int line = 0;
};

// The limit that `words` state: the upper end of a range, the number of "about". Nothing when there
// is no duration, when it is a lower bound ("> 5 min", "30+ minutes"), or more than one is named.
std::optional<absl::Duration> ParseLimit(absl::string_view words);

// Every target of the document: rows of tables with a column of targets, headings with a duration
// in parentheses, labels such as **RTO:**. Retention, thresholds and cadences are not targets.
std::vector<TimeTarget> FindTargets(const Document& document);

// The target of the table row whose first cell reads `row` (case and emphasis do not matter).
// NotFound names the rows there are; InvalidArgument when it is there twice with different limits.
absl::StatusOr<TimeTarget> FindTarget(const Document& document, absl::string_view row);

}  // namespace drill

#endif  // HARNESS_RUNBOOK_TIME_TARGET_H_
