// The newest backup as a probe.
#ifndef HARNESS_VERIFY_BACKUP_PROBE_H_
#define HARNESS_VERIFY_BACKUP_PROBE_H_

#include <string>

#include "absl/time/time.h"
#include "harness/verify/backup_restore.h"
#include "harness/verify/probe.pb.h"
#include "harness/verify/probe_context.h"
#include "harness/verify/sight.h"

namespace drill {

// Looks once, for at most `timeout`. See BackupProbe in probe.proto.
Sight LookAtBackup(const ProbeContext& context, const BackupProbe& probe, absl::Duration timeout);

// Pure: whether the restored backup is what the probe wants.
Sight JudgeBackup(const ProbeContext& context, const BackupProbe& probe,
                  const RestoredBackup& restored);

}  // namespace drill

#endif  // HARNESS_VERIFY_BACKUP_PROBE_H_
