#include "harness/scenario/migration_fault_validator.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "harness/scenario/side_file.h"

namespace drill {
namespace {

// Whether the name is safe to be put into an SQL statement.
bool IsTableName(const std::string& name) {
  return std::all_of(name.begin(), name.end(),
                     [](char c) { return absl::ascii_isalnum(c) || c == '_' || c == '.'; });
}

// Reports a field that is set although the fault's effect does not use it.
void OnlyWith(const std::string& path, bool is_set, bool fits, const std::string& effects,
              FieldChecker* checker) {
  if (is_set && !fits) checker->Add(path, "is of no use here", absl::StrCat("only with ", effects));
}

void ValidateLock(const std::string& path, const MigrationFault& fault, FieldChecker* checker) {
  const bool blocked = fault.effect() == MigrationFault::BLOCKED;
  const std::string table = FieldPath(path, "locked_table");
  OnlyWith(table, !fault.locked_table().empty(), blocked, "BLOCKED", checker);
  OnlyWith(FieldPath(path, "lock_mode"), !fault.lock_mode().empty(), blocked, "BLOCKED", checker);
  checker->OneOf(FieldPath(path, "lock_mode"), fault.lock_mode(),
                 {"ACCESS SHARE", "ROW SHARE", "ROW EXCLUSIVE", "SHARE UPDATE EXCLUSIVE", "SHARE",
                  "SHARE ROW EXCLUSIVE", "EXCLUSIVE", "ACCESS EXCLUSIVE"},
                 "modes of LOCK TABLE");
  if (!blocked || !checker->RequireText(table, fault.locked_table(), "the table to lock")) return;
  if (IsTableName(fault.locked_table())) return;
  checker->Add(table, absl::StrCat("is not a table's name: ", fault.locked_table()),
               "letters, digits, _ and the schema's dot");
}

void ValidateEffect(const std::string& path, const MigrationFault& fault, FieldChecker* checker) {
  const bool breaks = fault.effect() == MigrationFault::BREAKS_APPLICATION;
  const bool irreversible = fault.effect() == MigrationFault::IRREVERSIBLE;
  if (breaks || irreversible) {
    checker->RequireText(FieldPath(path, "revision"), fault.revision(),
                         "the revision that stands in the database afterwards");
  }
  OnlyWith(FieldPath(path, "revision"), !fault.revision().empty(),
           breaks || irreversible || fault.effect() == MigrationFault::FAILS_MIDWAY,
           "FAILS_MIDWAY, BREAKS_APPLICATION and IRREVERSIBLE", checker);
  if (breaks) {
    checker->RequireText(FieldPath(path, "red_probe"), fault.red_probe(),
                         "the stack's steady-state probe that turns red");
  }
  OnlyWith(FieldPath(path, "red_probe"), !fault.red_probe().empty(), breaks, "BREAKS_APPLICATION",
           checker);
  checker->Positive(FieldPath(path, "slow"), fault.slow());
  OnlyWith(FieldPath(path, "slow"), fault.has_slow(), fault.effect() == MigrationFault::SLOW,
           "SLOW", checker);
  ValidateLock(path, fault, checker);
}

}  // namespace

bool ValidateMigrationFault(const std::string& path, const MigrationFault& fault,
                            const std::string& directory, FieldChecker* checker) {
  checker->RequireText(FieldPath(path, "source"), fault.source(),
                       "the migration's file beside the scenario");
  CheckSideFile(FieldPath(path, "source"), directory, fault.source(), false, checker);
  checker->RequireText(FieldPath(path, "destination"), fault.destination(),
                       "the directory on the drill host it is copied into");
  checker->AbsolutePath(FieldPath(path, "destination"), fault.destination());
  checker->RequireText(FieldPath(path, "apply"), fault.apply(), "the command that applies it");
  checker->Positive(FieldPath(path, "timeout"), fault.timeout());
  ValidateEffect(path, fault, checker);
  return fault.effect() != MigrationFault::EFFECT_UNSPECIFIED;
}

}  // namespace drill
