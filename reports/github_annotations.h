// GitHub's workflow commands, which a step prints to show findings beside the lines of a change.
#ifndef REPORTS_GITHUB_ANNOTATIONS_H_
#define REPORTS_GITHUB_ANNOTATIONS_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "reports/findings.h"

namespace drill {

// "::error file=ROLLBACK.md,line=41,title=command-failed::MESSAGE", a line each, errors first.
// GitHub shows ten errors and ten warnings of a step and drops the rest without a word: where there
// are more, the tenth says how many. Notes are left out.
std::string GithubAnnotations(const std::vector<RunbookFinding>& findings);

// What stands behind the colons of a workflow command, with %, CR and LF escaped; that of a
// property with : and , too.
std::string EscapeWorkflowData(absl::string_view text);
std::string EscapeWorkflowProperty(absl::string_view text);

}  // namespace drill

#endif  // REPORTS_GITHUB_ANNOTATIONS_H_
