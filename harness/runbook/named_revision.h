// The schema revisions that a runbook's table names.
#ifndef HARNESS_RUNBOOK_NAMED_REVISION_H_
#define HARNESS_RUNBOOK_NAMED_REVISION_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "harness/runbook/document.h"

namespace drill {

struct NamedRevision {
  std::string name;
  int line = 0;
};

// First cells of the rows of the tables under `heading`, up to the next heading. NotFound, with
// "path:line: what", when there is no such heading or no table under it.
absl::StatusOr<std::vector<NamedRevision>> FindNamedRevisions(const Document& document,
                                                              absl::string_view heading);

// One line for each revision that only the document at `path` names, and one for all that only the
// system `knows`. Empty: the two agree.
std::vector<std::string> CompareRevisions(const std::string& path,
                                          const std::vector<NamedRevision>& named,
                                          const std::vector<std::string>& known);

}  // namespace drill

#endif  // HARNESS_RUNBOOK_NAMED_REVISION_H_
