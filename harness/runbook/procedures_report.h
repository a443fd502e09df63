// What a runbook contains, for a reader: `tools/drill procedures FILE.md`.
#ifndef HARNESS_RUNBOOK_PROCEDURES_REPORT_H_
#define HARNESS_RUNBOOK_PROCEDURES_REPORT_H_

#include <string>

#include "harness/runbook/document_report.pb.h"

namespace drill {

// Procedures with their commands, alternatives and what cannot be run as written; code blocks that
// no procedure contains; time targets; endpoints. Ends with a newline.
std::string ProceduresReport(const DocumentReport& report);

}  // namespace drill

#endif  // HARNESS_RUNBOOK_PROCEDURES_REPORT_H_
