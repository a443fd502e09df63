// Debian file trees made from packages: the one place that runs mmdebstrap.
#ifndef HARNESS_SEED_MMDEBSTRAP_H_
#define HARNESS_SEED_MMDEBSTRAP_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "harness/base/stop_token.h"

namespace drill {

struct MmdebstrapOptions {
  // Beyond those of the variant that `recipe` names.
  std::vector<std::string> packages;
  // Options of mmdebstrap.
  std::vector<std::string> recipe;
  // A directory that is empty or missing, or a tarball: as the recipe's format says.
  std::string target;
  // Directory for temporary files of mmdebstrap and the programs it starts; must exist.
  std::string temporary_directory;
  // File that gets the programs' output; empty: it is kept in memory.
  std::string log_file;
  absl::Duration limit = absl::Minutes(20);
  // Not owned; may be null.
  const StopToken* stop = nullptr;
  // The recipe, the packages, the suite and the target are appended. Tests hand in another program.
  // The namespaces end apt and dpkg with the program that is waited for, and leave nothing mounted
  // when the harness is killed.
  std::vector<std::string> program = {"unshare",      "--mount",      "--pid",     "--fork",
                                      "--kill-child", "--mount-proc", "mmdebstrap"};
};

// Fills the target with Debian's `kDebianSuite`, from the package sources and settings of this
// machine's apt. InvalidArgument when a package does not exist; Cancelled when `stop` was set; else
// Internal, with the end of what was said.
absl::Status RunMmdebstrap(const MmdebstrapOptions& options);

// InvalidArgument, naming the packages, when apt's output says that there are none of that name:
// whoever wrote the list can correct it. Else `status`.
absl::Status ExplainMissingPackages(absl::string_view output, const absl::Status& status);

}  // namespace drill

#endif  // HARNESS_SEED_MMDEBSTRAP_H_
