// Time targets that a document states, wherever it does: tables, headings, labels, steps, prose.
#ifndef HARNESS_RUNBOOK_TIME_TARGET_H_
#define HARNESS_RUNBOOK_TIME_TARGET_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "harness/runbook/document.h"

namespace drill {

struct TimeTarget {
  // What it is the target of: a row's first cell, a heading, or a heading and a label under it.
  std::string name;
  absl::Duration limit;
  // The document's words, e.g. "~5 min".
  std::string words;
  int line = 0;
};

// Every target of the document, in its order: rows of tables with a column of targets, headings and
// steps with a duration in parentheses, labels such as **RTO:**, "typically takes 2-3 minutes", a
// duration that stands alone under "Duration". Retention, thresholds, cadences, latencies, data
// loss and deadlines for what comes afterwards are none.
std::vector<TimeTarget> FindTargets(const Document& document);

// The target of the table row whose first cell reads `row` (case and emphasis do not matter).
// NotFound names the rows there are; InvalidArgument when it is there twice with different limits.
absl::StatusOr<TimeTarget> FindTarget(const Document& document, absl::string_view row);

}  // namespace drill

#endif  // HARNESS_RUNBOOK_TIME_TARGET_H_
