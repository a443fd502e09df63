// The newest backup as a probe.
#ifndef HARNESS_PROBE_BACKUP_PROBE_H_
#define HARNESS_PROBE_BACKUP_PROBE_H_

#include <string>

#include "absl/time/time.h"
#include "harness/probe/backup_restore.h"
#include "harness/probe/probe.pb.h"
#include "harness/probe/probe_context.h"
#include "harness/probe/sight.h"

namespace drill {

// Looks once, for at most `timeout`. See BackupProbe in probe.proto.
Sight LookAtBackup(const ProbeContext& context, const BackupProbe& probe, absl::Duration timeout);

// Pure: whether the restored backup is what the probe wants.
Sight JudgeBackup(const ProbeContext& context, const BackupProbe& probe,
                  const RestoredBackup& restored);

}  // namespace drill

#endif  // HARNESS_PROBE_BACKUP_PROBE_H_
