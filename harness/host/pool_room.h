// Whether the pool, a sparse file, has room and whole blocks below it. From inside, a full disk
// below it and a broken one look alike: reading and writing fail.
#ifndef HARNESS_HOST_POOL_ROOM_H_
#define HARNESS_HOST_POOL_ROOM_H_

#include <cstdint>
#include <string>

#include "absl/status/status.h"

namespace drill {

// ResourceExhausted, with the remedy, when fewer than `least` bytes are free for root where
// `directory` lies.
absl::Status CheckFreeRoom(const std::string& directory, int64_t least);

// True when the kernel's words in a message are those of a full or a broken disk.
bool SaysIoFailed(const absl::Status& failure);

// What the file system mounted at `root` has counted of reads that failed and of blocks that are
// not what was written; empty when nothing, or when it is no btrfs.
std::string PoolDamage(const std::string& root);

}  // namespace drill

#endif  // HARNESS_HOST_POOL_ROOM_H_
