// What happened around the procedure, in words: how the fault was seen, what was decided, and what
// rests on people.
#ifndef REPORTS_INCIDENT_H_
#define REPORTS_INCIDENT_H_

#include <string>
#include <utility>
#include <vector>

#include "harness/journal/summary.pb.h"

namespace drill {

// Each with a short label: "detected", "decision", "by hand". Empty for a drill whose document says
// nothing of it.
std::vector<std::pair<std::string, std::string>> IncidentLines(const Summary& summary);

// What a target is of, for a table's first column: "recovery", or the document's own words.
std::string TargetLabel(const SummaryTarget& target);

}  // namespace drill

#endif  // REPORTS_INCIDENT_H_
