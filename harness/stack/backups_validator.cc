#include "harness/stack/backups_validator.h"

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "harness/scenario/probe_validator.h"

namespace drill {

void ValidateBackups(const Stack& stack, std::set<std::string>* names, FieldChecker* checker) {
  std::set<std::string> seen;
  for (int i = 0; i < stack.backups_size(); ++i) {
    const Backup& backup = stack.backups(i);
    const std::string path = FieldPath("", "backups", i);
    checker->RequireText(FieldPath(path, "name"), backup.name(), "checks are named after it");
    checker->Unique(FieldPath(path, "name"), backup.name(), &seen);
    if (absl::StrContains(backup.name(), "/")) {
      checker->Add(FieldPath(path, "name"), absl::StrCat("holds a slash: ", backup.name()));
    }
    checker->RequireText(FieldPath(path, "glob"), backup.glob(), "a glob on the machine");
    checker->AbsolutePath(FieldPath(path, "glob"), backup.glob());
    if (backup.keep_latest() < 0) checker->Add(FieldPath(path, "keep_latest"), "is negative");
    if (backup.keep_days() < 0) checker->Add(FieldPath(path, "keep_days"), "is negative");
    if (backup.has_restore() && !stack.has_database()) {
      checker->Add(FieldPath(path, "restore"), "needs a database", "describe it under database");
    } else if (backup.has_restore() && backup.restore().service().empty() &&
               !stack.database().file().empty()) {
      checker->Add(FieldPath(path, "restore"),
                   "needs a PostgreSQL server, and the stack's database is a file",
                   "name a service that is one");
    }
    if (backup.has_schedule()) {
      ValidateProbe(FieldPath(path, "schedule"), backup.schedule(), names, checker);
    }
  }
}

}  // namespace drill
