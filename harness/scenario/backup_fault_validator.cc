#include "harness/scenario/backup_fault_validator.h"

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

namespace drill {

bool ValidateBackupFault(const std::string& path, const BackupFault& fault, FieldChecker* checker) {
  checker->Require(FieldPath(path, "kind"), fault.kind() != BackupFault::KIND_UNSPECIFIED,
                   "say what is wrong with the backup");
  checker->RequireText(FieldPath(path, "glob"), fault.glob(),
                       "a glob on the drill host; its newest match is broken");
  checker->AbsolutePath(FieldPath(path, "glob"), fault.glob());
  if (fault.kind() == BackupFault::WRONG_VERSION) {
    checker->RequireText(FieldPath(path, "older_glob"), fault.older_glob(),
                         "a glob; its oldest match takes the place of the newest backup");
  }
  checker->AbsolutePath(FieldPath(path, "older_glob"), fault.older_glob());
  if (fault.keep_share() < 0 || fault.keep_share() >= 1) {
    checker->Add(FieldPath(path, "keep_share"),
                 absl::StrCat("is not a share: ", fault.keep_share()), "0 to less than 1");
  }
  if (fault.age_days() < 0) checker->Add(FieldPath(path, "age_days"), "is negative");
  if (fault.kind() == BackupFault::NOT_GZIP && !fault.glob().empty() &&
      !absl::EndsWith(fault.glob(), "gz")) {
    checker->Add(FieldPath(path, "glob"), "names no gzip files", "end it with .gz");
  }
  return true;
}

}  // namespace drill
