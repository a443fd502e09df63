// The few verbs of btrfs subvolumes that the pool needs, straight from the kernel.
#ifndef HARNESS_HOST_BTRFS_H_
#define HARNESS_HOST_BTRFS_H_

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace drill {

// Makes an empty subvolume. AlreadyExists when there is something of that name.
absl::Status CreateSubvolume(const std::string& path);

// Makes `to` a copy of the subvolume `from`, in one atomic step.
absl::Status SnapshotSubvolume(const std::string& from, const std::string& to, bool read_only);

// Deletes the subvolume and everything in it, nested subvolumes too, read-only or not. NotFound
// when there is none.
absl::Status DeleteSubvolume(const std::string& path);

// A text that changes when anything in the read-only subvolume was changed, or when it was made
// writable. FailedPrecondition for one that is writable.
absl::StatusOr<std::string> SubvolumeFingerprint(const std::string& path);

}  // namespace drill

#endif  // HARNESS_HOST_BTRFS_H_
