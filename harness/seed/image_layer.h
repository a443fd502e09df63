// Machines whose engine holds a stack's images, in the store: the layer between the bare machine
// and the seed. A preparation that fails, or a stack whose prepare steps change, starts from here;
// where an image changes, the layer that has most in common serves, with the engine's own cache.
#ifndef HARNESS_SEED_IMAGE_LAYER_H_
#define HARNESS_SEED_IMAGE_LAYER_H_

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "harness/base/file_lock.h"
#include "harness/host/store.h"
#include "harness/seed/seed_manifest.pb.h"

namespace drill {

// Not removed by anybody for as long as a copy of this lives.
struct ImageLayer {
  // Name in the store, TreeKind::kImages.
  std::string tree;
  ImagesManifest manifest;
  std::shared_ptr<FileLock> in_use;
};

// The layer that holds just these images. NotFound when the store has none.
absl::StatusOr<ImageLayer> HoldImageLayer(const Store& store, absl::string_view rootfs,
                                          const std::vector<SeedInput>& images);

// The layer of the same machine that has most of these images; nullopt when none has any.
std::optional<ImageLayer> HoldNearestImageLayer(const Store& store, absl::string_view rootfs,
                                                const std::vector<SeedInput>& images);

// Keeps the clone's present content as the layer of these images. The clone is at rest. `others`
// are references that its engine holds besides.
absl::Status KeepImageLayer(Store& store, absl::string_view clone, absl::string_view rootfs,
                            const std::vector<SeedInput>& images,
                            const std::vector<std::string>& others);

// Removes all but the `keep` layers that were used last, except those in use, and those that are
// not whole. A layer of a later format is left alone.
absl::Status RemoveOldImageLayers(Store& store, int keep);

}  // namespace drill

#endif  // HARNESS_SEED_IMAGE_LAYER_H_
