// The pool's file and its mount: one sparse file with btrfs on a loop device that the kernel frees
// by itself when the last mount is gone.
#ifndef HARNESS_HOST_POOL_MOUNT_H_
#define HARNESS_HOST_POOL_MOUNT_H_

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace drill {

// Gives the process (one thread still) a mount namespace from which nothing propagates, and whose
// root is the process's own /. The second matters in a chroot: whoever enters a namespace made from
// this one gets the namespace's root, so a command meant for a drill host would else run on the
// file system around the chroot.
absl::Status EnterPrivateMountNamespace();

// Kept beside a pool that this program has made or used: without its superblock, the file itself
// does not say what it was.
std::string PoolMarkOf(const std::string& image);

// Mounts the pool file `image` on the directory `target`, both made when missing. A pool whose
// superblock is gone is made anew; one that has it is never thrown away: ResourceExhausted when the
// disk below it is full, DataLoss when its blocks are damaged. A file that is no pool of this
// program is left alone: FailedPrecondition. Returns what a person should be told, mostly nothing.
// Unimplemented when this machine has no btrfs or no loop devices.
absl::StatusOr<std::string> MountPool(const std::string& image, const std::string& target);

}  // namespace drill

#endif  // HARNESS_HOST_POOL_MOUNT_H_
