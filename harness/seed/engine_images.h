// Makes a stack's images in the engine of a machine that has no network: Debian trees are imported,
// everything else is built from them.
#ifndef HARNESS_SEED_ENGINE_IMAGES_H_
#define HARNESS_SEED_ENGINE_IMAGES_H_

#include <map>
#include <string>

#include "absl/status/statusor.h"
#include "harness/seed/machine_work.h"
#include "harness/stack/stack.pb.h"

namespace drill {

// In the stack's order. `tarballs` are those of PrepareImageTrees(), by reference. Images that only
// served to build others are gone afterwards, and so is everything that was copied to the machine.
// Returns image reference to id ("sha256:...") of those that stay.
absl::StatusOr<std::map<std::string, std::string>> MakeEngineImages(
    const Stack& stack, const std::string& stack_directory,
    const std::map<std::string, std::string>& tarballs, MachineWork& work);

}  // namespace drill

#endif  // HARNESS_SEED_ENGINE_IMAGES_H_
