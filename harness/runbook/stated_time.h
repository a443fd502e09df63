// Time targets in running text: labels, numbered steps, prose.
#ifndef HARNESS_RUNBOOK_STATED_TIME_H_
#define HARNESS_RUNBOOK_STATED_TIME_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "harness/runbook/document.h"

namespace drill {

struct StatedTime {
  // "RTO", "Stop the writers"; empty: it is said of what the heading above names.
  std::string name;
  absl::Duration limit;
  std::string words;
  int line = 0;
};

// `heading` is the one the paragraph stands under; empty for none.
std::vector<StatedTime> FindStatedTimes(const Paragraph& paragraph, absl::string_view heading);

}  // namespace drill

#endif  // HARNESS_RUNBOOK_STATED_TIME_H_
