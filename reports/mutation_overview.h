// What the mutants of several procedures showed together, as text.
#ifndef REPORTS_MUTATION_OVERVIEW_H_
#define REPORTS_MUTATION_OVERVIEW_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "harness/journal/mutation.pb.h"

namespace drill {

// For a terminal: a row a scenario, every survivor that does not only look, why procedures did not
// pass, and the common score. Ends with a newline.
std::string MutationOverview(const std::vector<MutationReport>& reports);

// Writes the same as mutations.md below `directory`, which exists.
absl::Status WriteMutationOverview(const std::vector<MutationReport>& reports,
                                   const std::string& directory);

}  // namespace drill

#endif  // REPORTS_MUTATION_OVERVIEW_H_
