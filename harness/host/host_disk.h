// Directories of a drill host that are file systems of their own, small enough to be filled: ext4
// in a sparse file inside the host's clone, so that they go with it and never take more of the pool
// than their size.
#ifndef HARNESS_HOST_HOST_DISK_H_
#define HARNESS_HOST_HOST_DISK_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace drill {

struct HostDiskSpec {
  // Absolute, a directory of the host that is there.
  std::string path;
  int64_t bytes = 0;
  // 0: mkfs's own choice.
  int64_t inodes = 0;
};

struct HostDisk {
  // Path of the mount point in the host.
  std::string path;
  // Path of the image file on this machine.
  std::string image;
};

// Moves what each directory of the host at rest in `tree` holds into a file system of its own, with
// owners, modes, times and links; outer directories come first in the answer, as they have to be
// mounted. `work_directory` is for a mount point that is there only meanwhile. Disks that an
// earlier call made are used as they are: the machine boots again. InvalidArgument when a path is
// no directory, or its content does not fit; Unimplemented when this machine lacks ext4 or loop
// devices.
absl::StatusOr<std::vector<HostDisk>> PrepareHostDisks(const std::string& tree,
                                                       const std::string& work_directory,
                                                       std::vector<HostDiskSpec> specs);

// Mounts a disk that is made on `target`.
absl::Status MountHostDisk(const std::string& image, const std::string& target);

}  // namespace drill

#endif  // HARNESS_HOST_HOST_DISK_H_
