// Turns a booted, fresh machine into one that runs the stack's baseline: images, the system's own
// deploys and backups, the facts of each release.
#ifndef HARNESS_SEED_SEED_BUILDER_H_
#define HARNESS_SEED_SEED_BUILDER_H_

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "harness/database/facts.pb.h"
#include "harness/seed/machine_work.h"
#include "harness/seed/seed_manifest.pb.h"
#include "harness/seed/seed_senses.h"
#include "harness/stack/stack.pb.h"
#include "harness/stack/stack_loader.h"

namespace drill {

// What the system runs must be what the stack says the release is: InvalidArgument, with every
// difference,
// when an image or the schema revision is another. A seed that records the wrong release would
// judge every drill by it.
absl::Status CheckRecordedRelease(const Stack& stack, const ReleaseFacts& facts);

// The host tree is already laid, and the engine answers and holds the stack's images; on success
// the baseline runs in steady state. The manifest lacks what only the caller knows: key, stack,
// inputs, date. InvalidArgument, with file and line, when the stack is to blame.
absl::StatusOr<SeedManifest> PrepareMachine(const LoadedStack& stack, const SeedSenses& senses,
                                            MachineWork& work);

}  // namespace drill

#endif  // HARNESS_SEED_SEED_BUILDER_H_
