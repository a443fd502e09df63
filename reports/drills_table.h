// What several drills found, side by side.
#ifndef REPORTS_DRILLS_TABLE_H_
#define REPORTS_DRILLS_TABLE_H_

#include <string>
#include <vector>

#include "harness/journal/summary.pb.h"

namespace drill {

// A row each, in the given order, with recovery time and target; then how many ended as their
// scenarios expect. Ends with a newline.
std::string DrillsTable(const std::vector<Summary>& drills);

// "passed", "known bad: found", "known bad: NOT found", "over target", "inconclusive", "failed".
std::string RowOutcome(const Summary& drill);

}  // namespace drill

#endif  // REPORTS_DRILLS_TABLE_H_
