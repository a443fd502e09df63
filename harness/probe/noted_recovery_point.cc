#include "harness/probe/noted_recovery_point.h"

#include <algorithm>
#include <utility>

#include "harness/base/status_macros.h"

namespace drill {

absl::StatusOr<bool> NotedRecoveryPoint::Find(const ProbeContext& context,
                                              const std::string& glob) {
  NoteNone();
  absl::StatusOr<BackupFile> newest = NewestBackup(context.host, glob);
  if (absl::IsNotFound(newest.status())) return false;
  RETURN_IF_ERROR(newest.status());
  ASSIGN_OR_RETURN(DumpTime time, FindDumpTime(context, *newest));
  Note(*std::move(newest), std::move(time));
  return true;
}

void NotedRecoveryPoint::Note(BackupFile file, DumpTime time) {
  file_ = std::move(file);
  time_ = std::move(time);
}

void NotedRecoveryPoint::AddTo(DataResult* result) const {
  if (!file_) {
    result->set_recovery_point_evidence("no backup is left after the fault");
    return;
  }
  result->set_recovery_point_file(file_->path);
  result->set_recovery_point_bytes(file_->bytes);
  result->set_recovery_point_evidence(time_.evidence);
  if (!fault_) return;
  // A backup begun while the fault was injected, as a deploy may do, has age 0.
  result->set_recovery_point_age_seconds(
      std::max(0.0, absl::ToDoubleSeconds(*fault_ - time_.begun)));
}

}  // namespace drill
