// GitLab's code quality report: findings beside the lines of a merge request.
#ifndef REPORTS_CODE_QUALITY_H_
#define REPORTS_CODE_QUALITY_H_

#include <string>
#include <vector>

#include "reports/findings.h"

namespace drill {

// JSON: a list with description, check_name, fingerprint, severity (major for an error, minor for a
// warning, info for a note) and location. A finding without a file, or with one outside the
// repository, has no place there and is left out.
std::string CodeQuality(const std::vector<RunbookFinding>& findings);

}  // namespace drill

#endif  // REPORTS_CODE_QUALITY_H_
