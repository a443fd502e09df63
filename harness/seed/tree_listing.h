// What lies below a directory of a stack or a scenario, and its digest.
#ifndef HARNESS_SEED_TREE_LISTING_H_
#define HARNESS_SEED_TREE_LISTING_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"

namespace drill {

// One thing below a directory.
struct TreeEntry {
  enum class Kind { kDirectory, kFile, kSymlink };
  // Relative to the directory.
  std::string path;
  Kind kind = Kind::kFile;
  // Of a file.
  bool executable = false;
  // Of a symlink.
  std::string target;
};

// Everything below `root`, parents first, sorted by path; symlinks are not followed. `root` itself
// may be one. NotFound when it is no directory; InvalidArgument when a device, socket or pipe lies
// in it.
absl::StatusOr<std::vector<TreeEntry>> ListTree(const std::string& root);

// SHA-256 over all that LayTree() would lay: paths, kinds, executable bits, contents, link targets.
absl::StatusOr<std::string> TreeDigest(const std::string& root);

}  // namespace drill

#endif  // HARNESS_SEED_TREE_LISTING_H_
