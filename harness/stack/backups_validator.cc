#include "harness/stack/backups_validator.h"

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "harness/scenario/probe_validator.h"

namespace drill {

namespace {

void ValidateUnpack(const std::string& path, const BackupRestore& restore, FieldChecker* checker) {
  const std::string unpack = FieldPath(path, "unpack");
  if (!restore.service().empty())
    checker->Add(FieldPath(path, "service"), "stands beside `unpack`", "remove one of the two");
  checker->RequireText(FieldPath(unpack, "command"), restore.unpack().command(),
                       "a bash command that unpacks $BACKUP and prints what it holds");
  checker->Require(FieldPath(unpack, "facts"), restore.unpack().facts_size() > 0,
                   "what the command must print");
  for (int i = 0; i < restore.unpack().facts_size(); ++i) {
    const BackupFact& fact = restore.unpack().facts(i);
    const std::string one = FieldPath(unpack, "facts", i);
    checker->RequireText(FieldPath(one, "name"), fact.name(), "the first word of a line");
    checker->Require(one, !fact.at_least().empty() || !fact.at_most().empty(),
                     "set at_least, at_most or both");
    checker->Bounds(one, fact.at_least(), fact.at_most());
  }
}

}  // namespace

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
    if (backup.restore().has_unpack()) {
      ValidateUnpack(FieldPath(path, "restore"), backup.restore(), checker);
    } else if (backup.has_restore() && !stack.has_database()) {
      checker->Add(FieldPath(path, "restore"), "needs a database",
                   "describe it under database, or say how to `unpack` the backup");
    }
    if (backup.has_schedule()) {
      ValidateProbe(FieldPath(path, "schedule"), backup.schedule(), names, checker);
    }
  }
}

}  // namespace drill
