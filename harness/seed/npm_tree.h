// The packages of an npm lock file, for an image that others copy from.
#ifndef HARNESS_SEED_NPM_TREE_H_
#define HARNESS_SEED_NPM_TREE_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "harness/base/stop_token.h"

namespace drill {

// What a tree is made from, as a name: the content of `directory`'s package.json and
// package-lock.json. 64 hexadecimal digits. NotFound when one of them is missing.
absl::StatusOr<std::string> NpmTreeKey(const std::string& directory);

struct NpmTreeOptions {
  // Holds package.json and package-lock.json. Required.
  std::string directory;
  // The tarball that is made. Required.
  std::string target;
  // For what is made on the way; must exist, and is the caller's to remove. Required.
  std::string temporary_directory;
  absl::Duration limit = absl::Minutes(30);
  // Not owned; may be null.
  const StopToken* stop = nullptr;
  // Program that is run in place of npm in tests.
  std::vector<std::string> program = {"npm"};
};

// Makes a tarball of both files and "node_modules", fetched from the registry that this machine's
// npm is set to. npm compares each package with its checksum in the lock file. The packages' own
// install scripts are not run: they would be programs from elsewhere, run on this machine.
//
// FailedPrecondition when there is no npm; InvalidArgument when the two files do not agree, or a
// package does not exist; Cancelled; else Internal, with the end of what npm said.
absl::Status MakeNpmTree(const NpmTreeOptions& options);

}  // namespace drill

#endif  // HARNESS_SEED_NPM_TREE_H_
