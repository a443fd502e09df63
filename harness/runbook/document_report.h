// What a runbook contains, as data: `tools/drill procedures FILE.md`.
#ifndef HARNESS_RUNBOOK_DOCUMENT_REPORT_H_
#define HARNESS_RUNBOOK_DOCUMENT_REPORT_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "harness/runbook/document.h"
#include "harness/runbook/document_report.pb.h"
#include "harness/runbook/programs.h"

namespace drill {

// Procedures with their commands, alternatives and what cannot be run as written; what is left out;
// time targets; endpoints. `host_names` are the stack's, when there is one. Errors: shfmt is
// missing.
absl::StatusOr<DocumentReport> ReportDocument(
    const Document& document, const ProgramTable& programs = ProgramTable::Shipped(),
    const std::vector<std::string>& host_names = {});

}  // namespace drill

#endif  // HARNESS_RUNBOOK_DOCUMENT_REPORT_H_
