// A mutation run that takes up an earlier one: what was drilled then need not be drilled again.
#ifndef HARNESS_COMMAND_MUTATION_RESUME_H_
#define HARNESS_COMMAND_MUTATION_RESUME_H_

#include <string>

#include "absl/status/statusor.h"
#include "harness/journal/mutation.pb.h"

namespace drill {

// What an earlier run wrote of a procedure into this directory. NotFound: nothing; DataLoss, with
// the file and what can be done: something that cannot be read.
absl::StatusOr<MutationReport> ReadMutationReport(const std::string& directory);

// Takes over, with its seed and its command line, what the drills of `earlier` showed: nothing
// where the procedure did not pass then, or where `inputs_sha256`, the digest of all that its drill
// depends on now (inputs_digest.h), is another one. A mutant is taken over that was killed or
// survived, and is the same one still; an undecided one is drilled again. Returns how many mutants
// were taken over. Pure.
int TakeOver(const MutationReport& earlier, const std::string& inputs_sha256,
             MutationReport* report);

}  // namespace drill

#endif  // HARNESS_COMMAND_MUTATION_RESUME_H_
