// Makes a stack's images in the engine of a machine that has no network: Debian trees are imported,
// everything else is built from them.
#ifndef HARNESS_SEED_ENGINE_IMAGES_H_
#define HARNESS_SEED_ENGINE_IMAGES_H_

#include <map>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "harness/seed/machine_work.h"
#include "harness/seed/seed_manifest.pb.h"
#include "harness/stack/stack_loader.h"

namespace drill {

struct EngineContent {
  // Fields of the same names in ImagesManifest.
  std::vector<SeedInput> images;
  std::vector<std::string> others;
};

struct ImageWork {
  // ImageInputs() of the stack.
  std::vector<SeedInput> wanted;
  // What the engine holds already, from the layer that the machine was cloned from.
  EngineContent present;
  // Result of PrepareImageTrees(): tarballs by image reference.
  std::map<std::string, std::string> tarballs;
};

// Makes the images in the stack's order, those that only serve to build others included. What is
// present and was made from the same is not made again; an image that is built is built again when
// one before it changed, by the engine's own cache. What is present and not wanted is removed, and
// so is everything that was copied to the machine.
//
// `content` gets what the engine holds afterwards, also after a failure: what the next attempt can
// start from. InvalidArgument, with file and line, when the stack is to blame.
absl::Status MakeEngineImages(const LoadedStack& stack, const ImageWork& images, MachineWork& work,
                              EngineContent* content);

// Removes the images that only served to build others. Returns reference to id ("sha256:...") of
// those that stay.
absl::StatusOr<std::map<std::string, std::string>> KeepFinalImages(const Stack& stack,
                                                                   MachineWork& work);

}  // namespace drill

#endif  // HARNESS_SEED_ENGINE_IMAGES_H_
