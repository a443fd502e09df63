// What every making of a Debian file tree by mmdebstrap has in common.
#ifndef HARNESS_BASE_DEBIAN_SUITE_H_
#define HARNESS_BASE_DEBIAN_SUITE_H_

#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace drill {

// Of drill hosts and of images.
inline constexpr char kDebianSuite[] = "trixie";

// The environment of mmdebstrap and of what it starts, with `temporary_directory` for its files.
// The PATH is not the harness's: mmdebstrap starts python3 once for every package, and a version
// manager's stand-in for it on a person's PATH takes longer than unpacking the package does.
std::vector<std::pair<std::string, std::string>> DebianTreeEnvironment(
    const std::string& temporary_directory);

// InvalidArgument, naming the packages, when apt's output says that there are none of that name:
// whoever wrote the list can correct it. Else `status`.
absl::Status ExplainMissingPackages(absl::string_view output, const absl::Status& status);

}  // namespace drill

#endif  // HARNESS_BASE_DEBIAN_SUITE_H_
