// The backup that the drill's procedure will restore, as it was when it was last looked for.
#ifndef HARNESS_PROBE_NOTED_RECOVERY_POINT_H_
#define HARNESS_PROBE_NOTED_RECOVERY_POINT_H_

#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "harness/journal/journal.pb.h"
#include "harness/probe/dump_time.h"
#include "harness/probe/probe_context.h"
#include "harness/probe/recovery_point.h"

namespace drill {

class NotedRecoveryPoint {
 public:
  // Notes the newest backup that matches; false when there is none.
  absl::StatusOr<bool> Find(const ProbeContext& context, const std::string& glob);

  // What is known without a look at a host.
  void Note(BackupFile file, DumpTime time);
  void NoteNone() { file_.reset(); }

  // When the last fault had been injected.
  void NoteFault(absl::Time at) { fault_ = at; }

  // What was acknowledged before this must be there. Where no backup is left, no loss is excused.
  absl::Time begun() const { return file_ ? time_.begun : absl::InfiniteFuture(); }

  // The fields recovery_point_*. The age is only set when there was a fault.
  void AddTo(DataResult* result) const;

 private:
  std::optional<BackupFile> file_;
  DumpTime time_;
  std::optional<absl::Time> fault_;
};

}  // namespace drill

#endif  // HARNESS_PROBE_NOTED_RECOVERY_POINT_H_
