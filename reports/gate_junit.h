// JUnit XML of a gate, as GitLab and others read it.
#ifndef REPORTS_GATE_JUNIT_H_
#define REPORTS_GATE_JUNIT_H_

#include <string>

#include "harness/journal/gate_report.pb.h"

namespace drill {

// One suite; a case for each drill, with the runbook as its file, and one for each piece of
// evidence. What closes the gate is a failure, or an error where the harness or a scenario is to
// blame; what is known to fail, only told and failed, or another shard's is skipped, with the
// reason.
std::string GateJunitXml(const GateReport& report);

}  // namespace drill

#endif  // REPORTS_GATE_JUNIT_H_
