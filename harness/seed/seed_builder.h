// Turns a booted, fresh machine into one that runs the stack's baseline: images, the system's own
// deploys and backups, the facts of each release.
#ifndef HARNESS_SEED_SEED_BUILDER_H_
#define HARNESS_SEED_SEED_BUILDER_H_

#include <map>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "harness/seed/machine_work.h"
#include "harness/seed/seed_manifest.pb.h"
#include "harness/seed/seed_senses.h"
#include "harness/stack/stack.pb.h"
#include "harness/verify/facts.pb.h"

namespace drill {

// What the system runs must be what the stack says the release is: Internal, with every difference,
// when an image or the schema revision is another. A seed that records the wrong release would
// judge every drill by it.
absl::Status CheckRecordedRelease(const Stack& stack, const ReleaseFacts& facts);

// The host tree is already laid and the engine answers; on success the baseline runs in steady
// state. `tarballs` are those of PrepareImageTrees(). The manifest lacks what only the caller
// knows: key, stack, inputs, date.
absl::StatusOr<SeedManifest> PrepareMachine(const Stack& stack, const std::string& stack_directory,
                                            const std::map<std::string, std::string>& tarballs,
                                            const SeedSenses& senses, MachineWork& work);

}  // namespace drill

#endif  // HARNESS_SEED_SEED_BUILDER_H_
