#include "harness/seed/image_layer.h"

#include <algorithm>
#include <map>
#include <utility>

#include "absl/strings/str_cat.h"
#include "google/protobuf/text_format.h"
#include "harness/base/status_macros.h"
#include "harness/seed/seed_key.h"
#include "harness/seed/seed_shelf.h"
#include "harness/seed/stored_manifest.h"

namespace drill {
namespace {

constexpr int kFormat = 1;
constexpr size_t kKeyInName = 16;

std::string TreeName(absl::string_view key) { return std::string(key.substr(0, kKeyInName)); }

// Prefix of the name of a layer's lock file, whose modification time is the time of its last use.
constexpr char kLockPrefix[] = "images-";
std::string LockName(const std::string& tree) { return absl::StrCat(kLockPrefix, tree); }

absl::StatusOr<ImagesManifest> ReadLayer(const Store& store, const std::string& tree) {
  ImagesManifest manifest;
  RETURN_IF_ERROR(ReadStoredManifest(store, TreeKind::kImages, tree, kFormat, &manifest));
  return manifest;
}

absl::StatusOr<ImageLayer> Hold(const Store& store, const std::string& tree) {
  ASSIGN_OR_RETURN(const std::string path, SeedLockPath(store, LockName(tree)));
  ASSIGN_OR_RETURN(FileLock lock, FileLock::AcquireShared(path));
  ImageLayer layer;
  ASSIGN_OR_RETURN(layer.manifest, ReadLayer(store, tree));
  NoteUse(store, LockName(tree));
  layer.tree = tree;
  layer.in_use = std::make_shared<FileLock>(std::move(lock));
  return layer;
}

int InCommon(const ImagesManifest& manifest, const std::vector<SeedInput>& images) {
  std::map<std::string, std::string> held;
  for (const SeedInput& image : manifest.images()) held[image.name()] = image.digest();
  return static_cast<int>(std::count_if(images.begin(), images.end(), [&](const SeedInput& image) {
    const auto found = held.find(image.name());
    return found != held.end() && found->second == image.digest();
  }));
}

}  // namespace

absl::StatusOr<ImageLayer> HoldImageLayer(const Store& store, absl::string_view rootfs,
                                          const std::vector<SeedInput>& images) {
  const std::string key = ImagesKey(rootfs, images);
  ASSIGN_OR_RETURN(ImageLayer layer, Hold(store, TreeName(key)));
  if (layer.manifest.key() != key)
    return absl::NotFoundError(absl::StrCat("images ", layer.tree, ": of another key"));
  return layer;
}

std::optional<ImageLayer> HoldNearestImageLayer(const Store& store, absl::string_view rootfs,
                                                const std::vector<SeedInput>& images) {
  int most = 0;
  std::string nearest;
  for (const std::string& tree : store.List(TreeKind::kImages)) {
    const absl::StatusOr<ImagesManifest> manifest = ReadLayer(store, tree);
    if (!manifest.ok() || manifest->rootfs() != rootfs) continue;
    const int common = InCommon(*manifest, images);
    if (common <= most) continue;
    most = common;
    nearest = tree;
  }
  if (nearest.empty()) return std::nullopt;
  absl::StatusOr<ImageLayer> layer = Hold(store, nearest);
  // The layer may have been removed since it was listed: then all images are made anew.
  if (!layer.ok()) return std::nullopt;
  return *std::move(layer);
}

absl::Status KeepImageLayer(Store& store, absl::string_view clone, absl::string_view rootfs,
                            const std::vector<SeedInput>& images,
                            const std::vector<std::string>& others) {
  ImagesManifest manifest;
  manifest.set_format(kFormat);
  manifest.set_key(ImagesKey(rootfs, images));
  manifest.set_rootfs(std::string(rootfs));
  for (const SeedInput& image : images) *manifest.add_images() = image;
  for (const std::string& other : others) manifest.add_others(other);
  std::string text;
  google::protobuf::TextFormat::PrintToString(manifest, &text);
  const std::string tree = TreeName(manifest.key());
  RETURN_IF_ERROR(store.Seal(clone, TreeKind::kImages, tree, text));
  // Creates the lock file, and with it the note of the last use.
  return SeedLockPath(store, LockName(tree)).status();
}

absl::Status RemoveOldImageLayers(Store& store, int keep) {
  ShelfContent content;
  for (const std::string& tree : store.List(TreeKind::kImages)) {
    const absl::Status read = ReadLayer(store, tree).status();
    if (absl::IsDataLoss(read)) content.damaged.push_back(tree);
    if (read.ok()) content.good.push_back(tree);
  }
  return RemoveUnused(store, TreeKind::kImages, kLockPrefix, content, keep).status();
}

}  // namespace drill
