// A file system of the drill host that may be filled, because it is small and holds nothing of the
// machine that runs the harness.
#ifndef HARNESS_FAULT_LIMITED_DISK_H_
#define HARNESS_FAULT_LIMITED_DISK_H_

#include <sys/types.h>

#include <cstdint>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "harness/base/descriptor.h"
#include "harness/host/drill_host.h"

namespace drill {

struct DiskRoom {
  int64_t bytes = 0;
  int64_t inodes = 0;
};

// What a file is made of.
struct FillerFile {
  // Absolute, on the drill host. Missing directories are made.
  std::string path;
  int64_t bytes = 0;
  absl::Time modified;
};

class LimitedDisk {
 public:
  // Largest file system that is ever filled.
  static constexpr int64_t kLargest = int64_t{8} << 30;

  // FailedPrecondition unless `path` is a directory on an ext4, xfs or tmpfs of its own, no larger
  // than that: the drill host's own root lies on what all drill hosts share.
  static absl::StatusOr<LimitedDisk> Open(const DrillHost& host, const std::string& path);

  // Free space and inodes that are available without privileges.
  absl::StatusOr<DiskRoom> Room() const;

  // Makes a new file with its blocks reserved, owned as its directory is. FailedPrecondition when
  // it does not fit, is there already, or would lie on another file system.
  absl::Status Make(const FillerFile& file) const;
  // The same for a file that takes all free space but `leave` bytes. Returns the file's size.
  absl::StatusOr<int64_t> MakeLast(const FillerFile& file, int64_t leave) const;

 private:
  LimitedDisk(const DrillHost& host, Descriptor directory)
      : host_(&host), directory_(std::move(directory)) {}
  // Open for writing, new.
  absl::StatusOr<Descriptor> Create(const FillerFile& file) const;

  const DrillHost* host_;
  Descriptor directory_;
};

}  // namespace drill

#endif  // HARNESS_FAULT_LIMITED_DISK_H_
