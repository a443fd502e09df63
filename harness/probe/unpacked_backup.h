// What a backup is worth that is no database: it is unpacked, and says how much it holds.
#ifndef HARNESS_PROBE_UNPACKED_BACKUP_H_
#define HARNESS_PROBE_UNPACKED_BACKUP_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "harness/probe/backup_restore.h"
#include "harness/probe/probe_context.h"
#include "harness/stack/stack.pb.h"

namespace drill {

// Runs the command in an empty directory of its own on the drill host, which is removed afterwards.
// A command that fails has not loaded the backup. DeadlineExceeded when it takes longer than
// `timeout`; FailedPrecondition where the host cannot run it.
absl::StatusOr<RestoredBackup> UnpackBackup(const ProbeContext& context,
                                            const UnpackedBackup& unpack, const std::string& path,
                                            absl::Duration timeout);

// Why what the command printed, "NAME NUMBER" a line, is not what is expected; empty: it is.
std::string WhyFactsAreWrong(const UnpackedBackup& unpack, absl::string_view printed);

}  // namespace drill

#endif  // HARNESS_PROBE_UNPACKED_BACKUP_H_
