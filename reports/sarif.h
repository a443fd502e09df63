// SARIF 2.1.0, which code scanning of GitHub and others shows beside the lines of the runbook.
#ifndef REPORTS_SARIF_H_
#define REPORTS_SARIF_H_

#include <string>
#include <vector>

#include "reports/findings.h"

namespace drill {

// One run. A finding about no line is shown at the first line of its file; one without a file has
// no place. Paths that are relative are so to the repository (%SRCROOT%). `succeeded`: nothing kept
// the harness from its verdict.
std::string Sarif(const std::vector<RunbookFinding>& findings, bool succeeded);

}  // namespace drill

#endif  // REPORTS_SARIF_H_
