// A Debian root file system for an image, made from a list of packages.
#ifndef HARNESS_SEED_DEBIAN_TREE_H_
#define HARNESS_SEED_DEBIAN_TREE_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "harness/base/stop_token.h"
#include "harness/stack/stack.pb.h"

namespace drill {

// What a tree is made from, as a name: the same for the same packages in whatever order. 64
// hexadecimal digits. InvalidArgument when a package's name is not one.
absl::StatusOr<std::string> DebianTreeKey(const DebianImage& image);

struct DebianTreeOptions {
  // The tarball that is made. Required.
  std::string target;
  // Directory for temporary files; must exist. Required.
  std::string temporary_directory;
  absl::Duration limit = absl::Minutes(30);
  // Not owned; may be null.
  const StopToken* stop = nullptr;
  // Program that is run in place of mmdebstrap in tests; empty: mmdebstrap.
  std::vector<std::string> program;
};

// InvalidArgument when a package does not exist; Cancelled; else Internal.
absl::Status MakeDebianTree(const DebianImage& image, const DebianTreeOptions& options);

}  // namespace drill

#endif  // HARNESS_SEED_DEBIAN_TREE_H_
