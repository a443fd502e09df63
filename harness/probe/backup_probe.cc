#include "harness/probe/backup_probe.h"

#include "absl/strings/str_cat.h"
#include "harness/probe/recovery_point.h"
#include "harness/probe/restore_backup.h"

namespace drill {

Sight JudgeBackup(const ProbeContext& context, const BackupProbe& probe,
                  const RestoredBackup& restored) {
  const std::string why = WhyNotRestorable(context, restored);
  const std::string seen =
      absl::StrCat(why.empty() ? "restored whole" : why,
                   restored.revision.empty() ? "" : absl::StrCat(", revision ", restored.revision));
  if (!probe.revision_not().empty()) {
    return GreenIf(!restored.revision.empty() && restored.revision != probe.revision_not(), seen);
  }
  return GreenIf(why.empty() != probe.must_not_restore(), seen);
}

namespace {

// As the stack says of its backups at that glob.
BackupRestore HowOf(const ProbeContext& context, const BackupProbe& probe) {
  for (const Backup& backup : context.backups)
    if (backup.glob() == probe.glob() && probe.service().empty()) return backup.restore();
  BackupRestore how;
  how.set_service(probe.service());
  return how;
}

}  // namespace

Sight LookAtBackup(const ProbeContext& context, const BackupProbe& probe, absl::Duration timeout) {
  const absl::StatusOr<BackupFile> newest = NewestBackup(context.host, probe.glob());
  if (absl::IsNotFound(newest.status())) return Red(std::string(newest.status().message()));
  if (!newest.ok()) return NotSeen(std::string(newest.status().message()));
  const absl::StatusOr<RestoredBackup> restored =
      RestoreBackup(context, HowOf(context, probe), newest->path, timeout);
  if (!restored.ok()) return NotSeen(std::string(restored.status().message()));
  return JudgeBackup(context, probe, *restored);
}

}  // namespace drill
