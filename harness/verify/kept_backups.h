// Whether a procedure has left the next way back: the backups that were there before it.
#ifndef HARNESS_VERIFY_KEPT_BACKUPS_H_
#define HARNESS_VERIFY_KEPT_BACKUPS_H_

#include <vector>

#include "absl/time/time.h"
#include "harness/journal/journal.pb.h"
#include "harness/probe/recovery_point.h"
#include "harness/stack/stack.pb.h"

namespace drill {

// The check "backups/NAME/kept": of the files that were there before the procedure, those that the
// documented retention keeps are there still, hold something, and are in the same order by the time
// of their last change, by which a procedure finds the newest. `keep_latest` counts newer files
// that came since, as a clean-up does; where nothing is documented, the newest one must be there.
// Pure.
CheckResult CheckKept(const Backup& backup, const std::vector<BackupFile>& before,
                      const std::vector<BackupFile>& after, absl::Time now);

}  // namespace drill

#endif  // HARNESS_VERIFY_KEPT_BACKUPS_H_
