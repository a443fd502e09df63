// A directory seen with other owners: what belongs to user 0 on disk belongs to the first user of a
// user namespace in the mount, and nothing on disk is changed.
#ifndef HARNESS_HOST_IDMAPPED_MOUNT_H_
#define HARNESS_HOST_IDMAPPED_MOUNT_H_

#include <string>

#include "absl/status/status.h"

namespace drill {

// Mounts `source`, with what is mounted below it, on `target`, with the owners of the namespace.
// Unimplemented when the kernel or the file system cannot (btrfs: before Linux 5.15).
absl::Status MountIdmapped(const std::string& source, const std::string& target,
                           int user_namespace);

}  // namespace drill

#endif  // HARNESS_HOST_IDMAPPED_MOUNT_H_
