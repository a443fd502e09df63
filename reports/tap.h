// TAP 14, the Test Anything Protocol.
#ifndef REPORTS_TAP_H_
#define REPORTS_TAP_H_

#include <string>

#include "harness/journal/gate_report.pb.h"

namespace drill {

// A point for each drill, then one for each piece of evidence. What is known to fail, and what is
// only told and failed, is a
// TODO; what is another shard's is a SKIP. Whatever is not simply good has its reason in a YAML
// block.
std::string TapReport(const GateReport& report);

}  // namespace drill

#endif  // REPORTS_TAP_H_
