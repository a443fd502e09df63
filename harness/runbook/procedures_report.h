// What a runbook contains, for a reader: `tools/drill procedures FILE.md`.
#ifndef HARNESS_RUNBOOK_PROCEDURES_REPORT_H_
#define HARNESS_RUNBOOK_PROCEDURES_REPORT_H_

#include <string>

#include "absl/status/statusor.h"
#include "harness/runbook/document.h"

namespace drill {

// Procedures with their commands, alternatives and what cannot be run as written; code blocks that
// no procedure contains; time targets; endpoints. Ends with a newline. Errors: shfmt is missing.
absl::StatusOr<std::string> ProceduresReport(const Document& document);

}  // namespace drill

#endif  // HARNESS_RUNBOOK_PROCEDURES_REPORT_H_
