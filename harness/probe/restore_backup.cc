#include "harness/probe/restore_backup.h"

#include "harness/base/status_macros.h"
#include "harness/probe/sqlite_backup.h"
#include "harness/probe/unpacked_backup.h"

namespace drill {

absl::StatusOr<RestoredBackup> RestoreBackup(const ProbeContext& whole, const BackupRestore& how,
                                             const std::string& path, absl::Duration timeout) {
  if (how.has_unpack()) return UnpackBackup(whole, how.unpack(), path, timeout);
  ASSIGN_OR_RETURN(const ProbeContext* const of_database, ContextOf(whole, how.database()));
  const ProbeContext& context = *of_database;
  const bool is_file = how.service().empty() && !context.database_file.empty();
  absl::StatusOr<RestoredBackup> restored =
      is_file ? ReadSqliteCopy(context, path, timeout)
              : RestoreIntoScratch(context, how.service(), path, timeout);
  if (restored.ok()) restored->database = how.database();
  return restored;
}

}  // namespace drill
