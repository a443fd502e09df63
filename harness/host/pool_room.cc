#include "harness/host/pool_room.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/btrfs.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "harness/base/descriptor.h"

namespace drill {

absl::Status CheckFreeRoom(const std::string& directory, int64_t least) {
  struct statvfs disk;
  if (statvfs(directory.c_str(), &disk) != 0)
    return absl::InternalError(absl::StrCat(directory, ": ", strerror(errno)));
  const int64_t free = static_cast<int64_t>(disk.f_bavail) * static_cast<int64_t>(disk.f_frsize);
  if (free >= least) return absl::OkStatus();
  return absl::ResourceExhaustedError(absl::StrCat(
      "the disk that holds ", directory, " is full: ", free >> 20, " MiB are free, and ",
      least >> 20, " MiB are needed. Nothing is started and nothing is thrown away; make room, or ",
      "let ROLLBACK_DRILL_CACHE name a directory on another disk"));
}

bool SaysIoFailed(const absl::Status& failure) {
  for (const int error : {EIO, ENOSPC, EUCLEAN, EROFS}) {
    if (absl::StrContains(failure.message(), strerror(error))) return true;
  }
  return false;
}

std::string PoolDamage(const std::string& root) {
  const Descriptor directory(open(root.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  btrfs_ioctl_get_dev_stats stats = {};
  stats.devid = 1;
  stats.nr_items = BTRFS_DEV_STAT_VALUES_MAX;
  if (!directory.valid() || ioctl(directory.get(), BTRFS_IOC_GET_DEV_STATS, &stats) != 0) return "";
  const auto reads = stats.values[BTRFS_DEV_STAT_READ_ERRS];
  const auto wrong =
      stats.values[BTRFS_DEV_STAT_CORRUPTION_ERRS] + stats.values[BTRFS_DEV_STAT_GENERATION_ERRS];
  if (reads + wrong == 0) return "";
  return absl::StrCat(reads, " reads failed, ", wrong, " blocks were not what had been written");
}

}  // namespace drill
