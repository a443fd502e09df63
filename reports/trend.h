// How the drills of a scenario went over time.
#ifndef REPORTS_TREND_H_
#define REPORTS_TREND_H_

#include <string>
#include <vector>

#include "harness/journal/summary.pb.h"

namespace drill {

// One line a scenario: when it was last drilled and with what outcome, how often it was, and the
// recovery times of the drills that passed, the last one beside the median. `drills`: newest first,
// any scenarios. Ends with a newline.
std::string TrendTable(const std::vector<Summary>& drills);

// One line a drill of one scenario, newest first, with what was another than in the drill before
// it: the document, the scenario, the stack, the harness, the machine. A time is compared with
// others only where these are the same.
std::string ScenarioTrend(const std::vector<Summary>& drills);

}  // namespace drill

#endif  // REPORTS_TREND_H_
