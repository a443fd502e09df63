// What monitoring would have shown, in words.
#ifndef REPORTS_MONITORING_H_
#define REPORTS_MONITORING_H_

#include <string>
#include <vector>

#include "harness/journal/journal.pb.h"

namespace drill {

// "2 of 3 probes are red", a line for each of these, those that could not be looked at, the green
// ones in one; errors and latency of the users' requests, lately and before the fault.
std::vector<std::string> MonitoringLines(const MonitoringSight& sight);

}  // namespace drill

#endif  // REPORTS_MONITORING_H_
