// The limit that words state: "~5 min", "< 5 minutes", "2-3 minutes", "≤ 60 s".
#ifndef HARNESS_RUNBOOK_TIME_LIMIT_H_
#define HARNESS_RUNBOOK_TIME_LIMIT_H_

#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"

namespace drill {

// The limit that `words` state: the upper end of a range, the number of "about". Nothing when there
// is no duration, when it is a lower bound ("> 5 min", "30+ minutes"), a span of another kind
// ("the last 5 minutes", "every hour", "5 min ago"), none at all (0 s), or more than one is named.
std::optional<absl::Duration> ParseLimit(absl::string_view words);

struct WholeLimit {
  absl::Duration limit;
  // "<", "under", "up to", "at most" and the like.
  bool upper_bound = false;
  // "within": a limit, or a deadline.
  bool within = false;
};

// Nothing when the words say anything else beside the limit.
std::optional<WholeLimit> ParseWholeLimit(absl::string_view words);

// A pattern of the words of a limit, qualifiers included, without groups; in lower case.
std::string LimitPattern();

// The words that state the limit, without the text around them; all of `text` when none do.
std::string LimitWords(absl::string_view text);

}  // namespace drill

#endif  // HARNESS_RUNBOOK_TIME_LIMIT_H_
