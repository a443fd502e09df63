// The root file system of a drill host: Debian with a Docker engine, kept in the store by what it
// is made of.
#ifndef HARNESS_SEED_ROOTFS_H_
#define HARNESS_SEED_ROOTFS_H_

#include <functional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "harness/base/stop_token.h"
#include "harness/host/session.h"

namespace drill {

// What every drill host has, and `more`; sorted, each once.
std::vector<std::string> HostPackages(const std::vector<std::string>& more);

// The name in the store, TreeKind::kRootfs, of the tree with these packages.
std::string RootfsName(const std::vector<std::string>& packages);

// Makes the tree of HostPackages(more) unless the store has it, which takes about half a minute;
// returns its name. `progress` is told what is being done, once, if anything is. Cancelled, and
// nothing is left of it, when `stop` (may be null) is set meanwhile.
absl::StatusOr<std::string> EnsureRootfs(Session& session, const std::vector<std::string>& more,
                                         const std::function<void(absl::string_view)>& progress,
                                         const StopToken* stop = nullptr);

}  // namespace drill

#endif  // HARNESS_SEED_ROOTFS_H_
