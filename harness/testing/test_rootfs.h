// The root file system of a drill host, for tests of the rooms before the seed's.
#ifndef HARNESS_TESTING_TEST_ROOTFS_H_
#define HARNESS_TESTING_TEST_ROOTFS_H_

#include <iostream>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "harness/base/stop_token.h"
#include "harness/host/session.h"
#include "harness/seed/rootfs.h"

namespace drill {

// EnsureRootfs(), which says on standard error what it makes.
inline absl::StatusOr<std::string> TestRootfs(Session& session,
                                              const std::vector<std::string>& more = {},
                                              const StopToken* stop = nullptr) {
  return EnsureRootfs(
      session, more, [](absl::string_view text) { std::cerr << text << "\n"; }, stop);
}

}  // namespace drill

#endif  // HARNESS_TESTING_TEST_ROOTFS_H_
