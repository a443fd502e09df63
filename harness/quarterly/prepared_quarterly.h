// The plan of a quarterly drill with everything it refers to, checked whole. No drill host is
// needed.
#ifndef HARNESS_QUARTERLY_PREPARED_QUARTERLY_H_
#define HARNESS_QUARTERLY_PREPARED_QUARTERLY_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "harness/drill/prepared_drill.h"
#include "harness/journal/journal.pb.h"
#include "harness/scenario/quarterly.pb.h"

namespace drill {

struct PreparedQuarterly {
  std::string file;
  QuarterlyPlan plan;
  // In the plan's order; not all of them where there are problems.
  std::vector<PreparedDrill> drills;
  std::vector<ChecklistEntry> checklist;
  // One line each, "file:line: what; remedy". Not empty: the drill must not be run (exit 65).
  std::vector<std::string> problems;
};

// Looks at the plan, all of its scenarios, and the runbook's checklist, and collects every problem.
// `root` and `runbook` as for PrepareDrill(). A Status only when a file cannot be read.
absl::StatusOr<PreparedQuarterly> PrepareQuarterly(const std::string& root, const std::string& file,
                                                   const std::string& runbook);

}  // namespace drill

#endif  // HARNESS_QUARTERLY_PREPARED_QUARTERLY_H_
