// A Debian file tree made from packages by mmdebstrap.
#ifndef HARNESS_HOST_DEBIAN_TREE_H_
#define HARNESS_HOST_DEBIAN_TREE_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "harness/base/stop_token.h"

namespace drill {

// Fills `target`, an empty or missing directory, with a minimal Debian 13 and `packages`. The
// tools' temporary files lie in `work_directory`, which exists, and so does what they say, as
// "mmdebstrap.log"; an error quotes its end. InvalidArgument when a package does not exist. Uses
// the package sources and settings of this machine's apt. Whatever is started ends with the calling
// thread, and when `stop` (may be null) is set: Cancelled.
absl::Status MakeDebianTree(const std::vector<std::string>& packages, const std::string& target,
                            const std::string& work_directory, const StopToken* stop = nullptr,
                            absl::Duration limit = absl::Minutes(20));

}  // namespace drill

#endif  // HARNESS_HOST_DEBIAN_TREE_H_
