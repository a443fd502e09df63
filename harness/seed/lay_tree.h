// Lays a directory of a stack or a scenario over a machine's root file system: the host tree, an
// overlay, a file a fault brings along.
#ifndef HARNESS_SEED_LAY_TREE_H_
#define HARNESS_SEED_LAY_TREE_H_

#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace drill {

// Puts everything below `source` under `destination` inside the root file system `machine`
// (a directory on this machine; `destination` is absolute as the drill host sees it, "/" for the
// whole of it). Missing directories are made, files and links replaced, nothing is removed.
//
// Modes are those that a version control system keeps: 0755 for directories that are made and
// executable files, 0644 for other files. Owner is root, below /home/NAME the machine's user NAME
// if there is one. Symlinks in the machine's own tree are followed as the machine would follow
// them, so nothing outside `machine` is ever written.
//
// Not for a running host's paths on which a file system of its own is mounted (/run, /tmp, /proc).
absl::Status LayTree(const std::string& source, const std::string& machine,
                     absl::string_view destination);

}  // namespace drill

#endif  // HARNESS_SEED_LAY_TREE_H_
