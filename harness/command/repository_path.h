// Paths as a repository's tools name them.
#ifndef HARNESS_COMMAND_REPOSITORY_PATH_H_
#define HARNESS_COMMAND_REPOSITORY_PATH_H_

#include <string>
#include <vector>

namespace drill {

// `file` relative to the first of `roots` that it lies in; else to the nearest directory above it
// that is a git work tree; else as it is. Symbolic links in the directories are followed, also
// where the file itself is not there. Empty roots are none.
std::string RepositoryPath(const std::string& file, const std::vector<std::string>& roots);

// Where a CI system says that it has checked out the repository: $GITHUB_WORKSPACE,
// $CI_PROJECT_DIR.
std::vector<std::string> CheckoutRoots();

}  // namespace drill

#endif  // HARNESS_COMMAND_REPOSITORY_PATH_H_
