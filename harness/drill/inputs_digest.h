// One digest of everything that a drill's outcome can depend on and that is not the machine it runs
// on: the same digest is the same question, and a change anywhere else (another procedure of the
// document, a comment, another system) leaves it as it is.
#ifndef HARNESS_DRILL_INPUTS_DIGEST_H_
#define HARNESS_DRILL_INPUTS_DIGEST_H_

#include <string>

#include "absl/status/statusor.h"
#include "harness/drill/prepared_drill.h"

namespace drill {

// Scenario with its side files; what is taken from the document (commands in their order, targets,
// promised endpoints, named revisions, incident) without the lines on which it stands; the stack;
// what the team says of its programs; `seed_key` (the stack's machine: host tree, images,
// packages); `harness_sha256` (the program). Not OK when a side file cannot be read.
absl::StatusOr<std::string> InputsDigest(const PreparedDrill& drill, const std::string& seed_key,
                                         const std::string& harness_sha256);

}  // namespace drill

#endif  // HARNESS_DRILL_INPUTS_DIGEST_H_
