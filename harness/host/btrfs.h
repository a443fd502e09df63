// The few verbs of btrfs subvolumes that the pool needs, straight from the kernel.
#ifndef HARNESS_HOST_BTRFS_H_
#define HARNESS_HOST_BTRFS_H_

#include <cstdint>
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

// Lets the file system count what each subvolume wrote itself, from now on. Unimplemented before
// Linux 6.7.
absl::Status CountRoom(const std::string& file_system);

// What the subvolume may write itself, beyond what it shares with what it is a copy of; who writes
// more is told that its disk quota is exceeded. Unimplemented where that is not counted.
absl::Status LimitRoom(const std::string& subvolume, uint64_t bytes);

}  // namespace drill

#endif  // HARNESS_HOST_BTRFS_H_
