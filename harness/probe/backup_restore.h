// What a database backup is worth: it is restored into a scratch server of its own, and its rows
// are compared with those that were recorded.
#ifndef HARNESS_PROBE_BACKUP_RESTORE_H_
#define HARNESS_PROBE_BACKUP_RESTORE_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "harness/database/facts.pb.h"
#include "harness/probe/probe_context.h"

namespace drill {

struct RestoredBackup {
  // Whether every statement of the backup succeeded.
  bool loaded = false;
  // The first error message, when one did not.
  std::string said;
  // Schema revision; empty when the restored database has none.
  std::string revision;
  // Of the stack's seeded tables, those that are there and can be read.
  std::vector<TableFacts> tables;
  // Of a backup that holds no tables: why what it holds is not what is expected, or empty.
  std::optional<std::string> wrong_facts;
  // Of which database it is, by the stack's id.
  std::string database;
};

// Restores a plain, gzipped or pg_dump archive file on the drill host. The scratch server is a
// container of the service's own image without network or volumes, removed at the end: the system
// under drill is not touched, and its server need not run. Errors: FailedPrecondition when no such
// server can be had here.
absl::StatusOr<RestoredBackup> RestoreIntoScratch(const ProbeContext& context,
                                                  const std::string& service,
                                                  const std::string& path, absl::Duration timeout);

// What the scratch script prints, in lines.
RestoredBackup ParseRestored(const ProbeContext& context, absl::string_view output);

// Empty when all of the backup loads and holds the seeded rows as recorded for one of the stack's
// releases (for `release`, where that is not empty); otherwise why it is worth nothing.
std::string WhyNotRestorable(const ProbeContext& context, const RestoredBackup& restored,
                             const std::string& release = "");

}  // namespace drill

#endif  // HARNESS_PROBE_BACKUP_RESTORE_H_
