// The pool: named file trees that are copied in milliseconds, in one btrfs file below the cache
// directory.
//
// A clone is a tree that somebody works in: a root file system under construction, a drill host's
// disk. The other kinds are sealed clones, complete and read-only: root file systems, machines
// whose engine holds a stack's images, and seeds are kept by the hash of what they were made from;
// machines whose preparation failed, by their stack's name, for somebody to look at.
//
//   ASSIGN_OR_RETURN(std::string path, store.Clone(TreeKind::kRootfs, hash, id));
//   ... work in `path` ...
//   RETURN_IF_ERROR(store.Seal(id, TreeKind::kSeed, seed_hash, manifest));
#ifndef HARNESS_HOST_STORE_H_
#define HARNESS_HOST_STORE_H_

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace drill {

enum class TreeKind { kRootfs, kImages, kSeed, kFailed, kClone };

// Thread-safe. Several processes may have the same pool open at once.
class Store {
 public:
  // Opens (or makes) the pool of `cache_directory`. Call it before threads are started: the process
  // gets a mount namespace of its own, so that the pool's mount ends with the process and its
  // children, however they end. FailedPrecondition when this is not run by root.
  static absl::StatusOr<std::unique_ptr<Store>> Open(const std::string& cache_directory);

  // $ROLLBACK_DRILL_CACHE, else /var/cache/rollback-drill.
  static std::string DefaultCacheDirectory();

  // What a person should be told about the opening: a damaged pool was made anew, or there is no
  // btrfs and every clone is a slow copy. Mostly empty.
  const std::string& notice() const { return notice_; }
  const std::string& cache_directory() const { return cache_; }
  bool has_snapshots() const { return btrfs_; }

  // No work is started with less free disk space: a pool on a full disk fails as a damaged one
  // does.
  static constexpr int64_t kLeastFree = int64_t{1} << 30;
  // ResourceExhausted, with the remedy, when there is less room than that.
  absl::Status CheckRoom() const;
  // The failure of something that worked in the pool, and what of the pool may explain it: the disk
  // below it is full, or blocks of it are damaged.
  absl::Status Explain(absl::Status failure) const;

  // A sealed tree exists when it is complete and unchanged since; a clone when it is there.
  bool Exists(TreeKind kind, absl::string_view name) const { return Check(kind, name).ok(); }
  // Why it does not. NotFound: there is none, it is not complete, or was changed. Unimplemented: it
  // was kept by another version of this program, and is nobody's here to remove. Unavailable: it
  // cannot be read, which says nothing about what it is.
  absl::Status Check(TreeKind kind, absl::string_view name) const;
  // Where the tree lies (or would lie), as this process and its children see it.
  std::string PathOf(TreeKind kind, absl::string_view name) const;
  // All names of a kind, sorted; incomplete trees too.
  std::vector<std::string> List(TreeKind kind) const;

  // An empty clone; returns its path. AlreadyExists when the name is taken.
  absl::StatusOr<std::string> Create(absl::string_view clone);
  // A writable copy of a tree; returns its path. NotFound when Exists() says no. The source of a
  // copied clone should be at rest, or be able to bear being cut off.
  absl::StatusOr<std::string> Clone(TreeKind kind, absl::string_view name, absl::string_view clone);
  // Keeps the clone's present content as a read-only tree, with a text beside it. The clone stays,
  // to be removed by its owner. A tree of that name is replaced only when Check() says NotFound.
  absl::Status Seal(absl::string_view clone, TreeKind kind, absl::string_view name,
                    absl::string_view manifest);
  // The text that was sealed with the tree; the status of Check() when it does not exist.
  absl::StatusOr<std::string> Manifest(TreeKind kind, absl::string_view name) const;
  // Removes the tree; OK when there is none of that name.
  absl::Status Remove(TreeKind kind, absl::string_view name);

 private:
  Store(std::string cache, std::string root, bool btrfs, std::string notice);
  absl::StatusOr<std::string> Fingerprint(const std::string& path,
                                          absl::string_view manifest) const;
  absl::Status Copy(const std::string& from, const std::string& to, bool read_only);
  absl::Status RemoveTree(const std::string& path);

  const std::string cache_;
  const std::string root_;  // Of the pool's trees.
  const bool btrfs_;
  const std::string notice_;
};

}  // namespace drill

#endif  // HARNESS_HOST_STORE_H_
