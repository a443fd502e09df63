#include "harness/seed/seed_shelf.h"

#include <fcntl.h>
#include <sys/stat.h>

#include <algorithm>
#include <cctype>
#include <utility>

#include "absl/strings/str_cat.h"
#include "google/protobuf/text_format.h"
#include "harness/base/file.h"
#include "harness/base/status_macros.h"
#include "harness/seed/stored_manifest.h"

namespace drill {
namespace {

constexpr size_t kKeyInName = 16;

// Any seed's manifest, whatever its key. As ReadSeed() otherwise.
absl::StatusOr<SeedManifest> ReadAnySeed(const Store& store, const std::string& tree) {
  SeedManifest manifest;
  RETURN_IF_ERROR(ReadStoredManifest(store, TreeKind::kSeed, tree, kSeedFormat, &manifest));
  return manifest;
}

}  // namespace

absl::Time LastUse(const Store& store, const std::string& tree) {
  const absl::StatusOr<std::string> lock = SeedLockPath(store, tree);
  struct stat file;
  if (!lock.ok() || stat(lock->c_str(), &file) != 0) return absl::InfinitePast();
  return absl::TimeFromTimespec(file.st_mtim);
}

void NoteUse(const Store& store, const std::string& tree) {
  const absl::StatusOr<std::string> lock = SeedLockPath(store, tree);
  // A time that could not be set only makes the seed look older than it is.
  if (lock.ok()) (void)utimensat(AT_FDCWD, lock->c_str(), nullptr, 0);
}

std::string SeedTree(absl::string_view stack, absl::string_view key) {
  std::string name(stack);
  std::replace_if(
      name.begin(), name.end(), [](unsigned char c) { return !std::isalnum(c); }, '-');
  return absl::StrCat(name, "-", key.substr(0, kKeyInName));
}

absl::StatusOr<std::string> SeedLockPath(const Store& store, const std::string& tree) {
  const std::string directory = absl::StrCat(store.cache_directory(), "/seed-locks");
  RETURN_IF_ERROR(MakeDirectories(directory));
  return absl::StrCat(directory, "/", tree);
}

std::string SeedLogDirectory(const Store& store, const std::string& tree) {
  return absl::StrCat(store.cache_directory(), "/seed-logs/", tree);
}

std::string ManifestText(const SeedManifest& manifest) {
  std::string text;
  google::protobuf::TextFormat::PrintToString(manifest, &text);
  return text;
}

absl::StatusOr<SeedManifest> ReadSeed(const Store& store, const std::string& tree,
                                      absl::string_view key) {
  ASSIGN_OR_RETURN(SeedManifest manifest, ReadAnySeed(store, tree));
  if (manifest.key() != key)
    return absl::DataLossError(absl::StrCat("seed ", tree, ": its manifest is of another seed"));
  return manifest;
}

absl::StatusOr<std::vector<std::string>> RemoveUnused(Store& store, TreeKind kind,
                                                      const std::string& lock_prefix,
                                                      const ShelfContent& content, int keep) {
  std::vector<std::pair<absl::Time, std::string>> by_use;
  for (const std::string& tree : content.good)
    by_use.emplace_back(LastUse(store, lock_prefix + tree), tree);
  std::sort(by_use.rbegin(), by_use.rend());
  std::vector<std::string> unwanted = content.damaged;
  for (size_t i = std::max(keep, 0); i < by_use.size(); ++i) unwanted.push_back(by_use[i].second);

  std::vector<std::string> removed;
  for (const std::string& tree : unwanted) {
    ASSIGN_OR_RETURN(const std::string lock_path, SeedLockPath(store, lock_prefix + tree));
    const absl::StatusOr<FileLock> lock = FileLock::TryAcquire(lock_path);
    if (absl::IsUnavailable(lock.status())) continue;
    RETURN_IF_ERROR(lock.status());
    RETURN_IF_ERROR(store.Remove(kind, tree));
    RETURN_IF_ERROR(RemoveAll(SeedLogDirectory(store, lock_prefix + tree)));
    removed.push_back(tree);
  }
  return removed;
}

absl::StatusOr<std::vector<std::string>> RemoveOldSeeds(Store& store, absl::string_view stack,
                                                        int keep) {
  ShelfContent content;
  for (const std::string& tree : store.List(TreeKind::kSeed)) {
    const absl::StatusOr<SeedManifest> manifest = ReadAnySeed(store, tree);
    if (absl::IsDataLoss(manifest.status())) content.damaged.push_back(tree);
    if (manifest.ok() && manifest->stack() == stack) content.good.push_back(tree);
  }
  return RemoveUnused(store, TreeKind::kSeed, "", content, keep);
}

}  // namespace drill
