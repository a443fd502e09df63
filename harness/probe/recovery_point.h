// The backup that a procedure will restore, as it lies on the drill host.
#ifndef HARNESS_PROBE_RECOVERY_POINT_H_
#define HARNESS_PROBE_RECOVERY_POINT_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "harness/host/drill_host.h"

namespace drill {

struct BackupFile {
  std::string path;
  int64_t bytes = 0;
  // When the file was last written, and when it came into being (the same, where the file system
  // does not say).
  absl::Time modified;
  absl::Time created;
};

// All files that match the glob, in no order; none is fine.
absl::StatusOr<std::vector<BackupFile>> Backups(DrillHost* host, const std::string& glob);

// The newest file (by modification time) that matches the glob. NotFound when none does.
absl::StatusOr<BackupFile> NewestBackup(DrillHost* host, const std::string& glob);

}  // namespace drill

#endif  // HARNESS_PROBE_RECOVERY_POINT_H_
