// File trees for a stack's images, of Debian's packages and of npm's: made once from a list of
// packages, kept as tarballs in the cache, imported by the drill host's engine.
#ifndef HARNESS_SEED_IMAGE_TREE_H_
#define HARNESS_SEED_IMAGE_TREE_H_

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "harness/base/stop_token.h"
#include "harness/stack/stack.pb.h"

namespace drill {

struct ImageTreeOptions {
  // Trees lie in `<cache_directory>/images`. Required.
  std::string cache_directory;
  // Directory of the stack file, below which the directories of npm images lie.
  std::string stack_directory;
  // A line for a person, when something long begins or ends. Called by one thread at a time. May be
  // empty.
  std::function<void(absl::string_view)> progress;
  // Trees made at the same time.
  int jobs = 2;
  // Limit on the making of one tree.
  absl::Duration timeout = absl::Minutes(30);
  // Not owned; may be null.
  const StopToken* stop = nullptr;
  // Program that is run in place of mmdebstrap in tests; empty: mmdebstrap.
  std::vector<std::string> program;
  // The same for npm.
  std::vector<std::string> npm_program;
};

// Makes the missing trees of the stack's Debian and npm images, and returns the tarballs' paths by
// image reference. A tarball is there whole or not at all; several processes may call this at once.
absl::StatusOr<std::map<std::string, std::string>> PrepareImageTrees(
    const Stack& stack, const ImageTreeOptions& options);

}  // namespace drill

#endif  // HARNESS_SEED_IMAGE_TREE_H_
