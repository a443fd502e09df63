// The seeds in the store: reading one, and clearing away those that are damaged or old.
#ifndef HARNESS_SEED_SEED_SHELF_H_
#define HARNESS_SEED_SEED_SHELF_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "harness/base/file_lock.h"
#include "harness/host/store.h"
#include "harness/seed/seed_manifest.pb.h"

namespace drill {

// Name of the tree of a seed: the stack's name and the beginning of the key,
// "aria-0123456789abcdef".
std::string SeedTree(absl::string_view stack, absl::string_view key);

// Path of the lock that is held, shared, by whoever uses the seed, and exclusively by who makes or
// removes it. Its directory is made when missing.
absl::StatusOr<std::string> SeedLockPath(const Store& store, const std::string& tree);

// Where the output of the seed's making is kept, also of a making that failed.
std::string SeedLogDirectory(const Store& store, const std::string& tree);

// What is kept with a seed, as text and back. The text is for people, too.
std::string ManifestText(const SeedManifest& manifest);

// Of the manifests and trees that this harness makes; raised when an older harness could not use
// them.
inline constexpr int kSeedFormat = 1;

// NotFound when there is no tree of that name. DataLoss, with the reason, when there is one that
// must not be used: not complete, changed since it was sealed, or its manifest is of another key.
// FailedPrecondition for one of a later format, which is no damage.
absl::StatusOr<SeedManifest> ReadSeed(const Store& store, const std::string& tree,
                                      absl::string_view key);

// When NoteUse() was called last; the beginning of time where it never was.
absl::Time LastUse(const Store& store, const std::string& tree);

// Tells that the seed was used just now, for RemoveOldSeeds(). The caller holds its lock.
void NoteUse(const Store& store, const std::string& tree);

// Trees of one kind, those that nobody can use apart.
struct ShelfContent {
  std::vector<std::string> good;
  std::vector<std::string> damaged;
};

// Removes the damaged trees and, of the good ones, all but the `keep` that were used last, except
// those in use right now. The lock of a tree is named by it, behind `lock_prefix`. Returns the
// removed trees.
absl::StatusOr<std::vector<std::string>> RemoveUnused(Store& store, TreeKind kind,
                                                      const std::string& lock_prefix,
                                                      const ShelfContent& content, int keep);

// Removes the stack's seeds but the `keep` that were used last, and damaged ones of any stack,
// except those that somebody uses or makes right now, and those of a later format. Returns the
// removed trees.
absl::StatusOr<std::vector<std::string>> RemoveOldSeeds(Store& store, absl::string_view stack,
                                                        int keep);

}  // namespace drill

#endif  // HARNESS_SEED_SEED_SHELF_H_
