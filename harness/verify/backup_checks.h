// The stack's own backups: what lies there, whether the documented retention holds, whether the
// newest one is worth anything.
#ifndef HARNESS_VERIFY_BACKUP_CHECKS_H_
#define HARNESS_VERIFY_BACKUP_CHECKS_H_

#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "harness/journal/journal.pb.h"
#include "harness/probe/backup_restore.h"
#include "harness/probe/probe_context.h"
#include "harness/probe/probe_runner.h"
#include "harness/probe/recovery_point.h"
#include "harness/stack/stack.pb.h"
#include "harness/verify/kept_restores.h"

namespace drill {

struct BackupFindings {
  std::vector<BackupState> states;
  // None before the drill: what is wrong with a backup then is a fact of its own.
  std::vector<CheckResult> checks;
};

struct BackupWatchOptions {
  // Of backups that the drill's own fault breaks; no check judges them.
  std::set<std::string> broken_globs;
  // Whether the newest backup is restored, as the procedure does. If not, only a backup that the
  // procedure itself made is.
  bool restores = false;
  // How many the procedure is documented to leave, by the backup's name, where that is not what the
  // stack keeps.
  std::map<std::string, int> left_by_procedure;
  // What is known of the backups that lie in the prepared machine.
  KeptRestores kept_restores = KeptRestores("", "");
};

class BackupWatch {
 public:
  using Restore = std::function<absl::StatusOr<RestoredBackup>(const BackupRestore& how,
                                                               const std::string& path)>;

  // Nothing is owned.
  BackupWatch(const ProbeContext& context, ProbeRunner* runner, const Stack& stack,
              BackupWatchOptions options);

  // `when`: "before" or "after".
  absl::StatusOr<BackupFindings> Look(const std::string& when);

  // Notes what is there right before the procedure, which must leave what the retention keeps; of a
  // drill without a procedure, nothing is expected to be kept.
  absl::Status NoteKept();

  void set_restore_for_test(Restore restore) { restore_ = std::move(restore); }

 private:
  absl::Status LookAt(const Backup& backup, const std::string& when, BackupFindings* findings);
  bool IsNew(const Backup& backup, const BackupFile& file) const;
  bool ChangedBeforeProcedure(const Backup& backup, const std::vector<BackupFile>& files) const;
  void JudgeKept(const Backup& backup, const std::vector<BackupFile>& files, absl::Time now,
                 BackupFindings* findings) const;
  absl::Status TryRestore(const Backup& backup, const BackupFile& newest, BackupState* state);
  // Takes over what is known of this content, from this drill or, before anything was done to the
  // machine, from earlier ones.
  bool IsKnown(const Backup& backup, const BackupFile& newest, BackupState* state) const;

  const ProbeContext& context_;
  ProbeRunner* const runner_;
  const Stack& stack_;
  const BackupWatchOptions options_;
  Restore restore_;
  // Right before the procedure, by the backup's name.
  std::map<std::string, std::vector<BackupFile>> noted_;
  // The content of the newest one before the fault, by the backup's name; empty where there was
  // none.
  std::map<std::string, std::string> newest_before_;
  // The state that a file's content was last found in.
  std::map<std::string, BackupState> by_content_;
};

// Pure: whether the files are what the retention leaves.
CheckResult CheckRetention(const Backup& backup, const std::vector<BackupFile>& files,
                           absl::Time now);

}  // namespace drill

#endif  // HARNESS_VERIFY_BACKUP_CHECKS_H_
