#include "harness/scenario/scenario_validator.h"

#include <cmath>
#include <filesystem>
#include <set>
#include <system_error>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "harness/base/field_checker.h"
#include "harness/scenario/expectation_validator.h"
#include "harness/scenario/probe_validator.h"

namespace drill {
namespace {

// A path beside the scenario file that must be there.
void SideFile(absl::string_view path, const std::string& directory, const std::string& value,
              bool must_be_directory, FieldChecker* checker) {
  if (value.empty()) return;
  if (absl::StartsWith(value, "/") || absl::StrContains(value, "..")) {
    checker->Add(path, absl::StrCat("does not lie beside the scenario: ", value),
                 "name a file below the scenario's directory");
    return;
  }
  std::error_code ignored;
  const std::filesystem::path full = std::filesystem::path(directory) / value;
  if (!std::filesystem::exists(full, ignored)) {
    checker->Add(path, absl::StrCat("does not exist: ", value),
                 absl::StrCat("looked for ", full.string()));
  } else if (must_be_directory && !std::filesystem::is_directory(full, ignored)) {
    checker->Add(path, absl::StrCat("is not a directory: ", value));
  }
}

void ValidateLoad(const Load& load, FieldChecker* checker) {
  const auto rate = [&](absl::string_view path, double value) {
    if (std::isfinite(value) && value >= 0 && value <= 10000) return;
    checker->Add(path, absl::StrCat("is not a rate: ", value), "0 to 10000 requests a second");
  };
  rate("load.writes_per_second", load.writes_per_second());
  rate("load.reads_per_second", load.reads_per_second());
}

void ValidateMigration(const MigrationFault& fault, const std::string& directory,
                       FieldChecker* checker) {
  checker->RequireText("fault.migration.source", fault.source(),
                       "the migration's file beside the scenario");
  SideFile("fault.migration.source", directory, fault.source(), false, checker);
  checker->RequireText("fault.migration.destination", fault.destination(),
                       "the directory on the drill host it is copied into");
  checker->AbsolutePath("fault.migration.destination", fault.destination());
  checker->RequireText("fault.migration.apply", fault.apply(), "the command that applies it");
  checker->Positive("fault.migration.timeout", fault.timeout());
}

void ValidateFault(const Fault& fault, const std::string& directory, std::set<std::string>* names,
                   FieldChecker* checker) {
  checker->RequireText("fault.summary", fault.summary(), "say in a sentence what goes wrong");
  switch (fault.kind_case()) {
    case Fault::kMigration:
      ValidateMigration(fault.migration(), directory, checker);
      break;
    case Fault::kRelease:
      checker->RequireText("fault.release.version", fault.release().version(),
                           "one of the stack's bad releases");
      checker->Positive("fault.release.timeout", fault.release().timeout());
      break;
    case Fault::kSql:
      checker->RequireText("fault.sql.statement", fault.sql().statement(), "an SQL statement");
      break;
    case Fault::kCommand:
      checker->RequireText("fault.command.command", fault.command().command(),
                           "a bash command line");
      checker->Positive("fault.command.timeout", fault.command().timeout());
      break;
    case Fault::KIND_NOT_SET:
      checker->Add("fault", "breaks nothing", "set one of migration, release, sql, command");
  }
  checker->Require("fault.proof", fault.proof_size() > 0,
                   "without a probe that sees the fault, no drill of it can pass");
  ValidateProbes("fault.proof", fault.proof(), names, checker);
  checker->Positive("fault.within", fault.within());
}

// A repeated field of entries that each have a key and a reason.
template <typename Entries, typename Key>
void ValidateReasons(absl::string_view field, const Entries& entries, absl::string_view key_name,
                     Key key, absl::string_view remedy, FieldChecker* checker) {
  std::set<std::string> seen;
  for (int i = 0; i < entries.size(); ++i) {
    const std::string path = FieldPath("rollback", field, i);
    checker->RequireText(FieldPath(path, key_name), key(entries[i]), remedy);
    checker->Unique(FieldPath(path, key_name), key(entries[i]), &seen);
    checker->RequireText(FieldPath(path, "reason"), entries[i].reason(),
                         "the report quotes it with the deviation");
  }
}

void ValidateRollback(const Rollback& rollback, FieldChecker* checker) {
  checker->RequireText("rollback.heading", rollback.heading(),
                       "the runbook's heading that the procedure stands under");
  if (absl::StartsWith(rollback.heading(), "#")) {
    checker->Add("rollback.heading", "begins with #", "write the heading's text alone");
  }
  const auto command = [](const auto& entry) { return entry.command(); };
  const absl::string_view as_written = "the command as it stands in the document";
  ValidateReasons(
      "choices", rollback.choices(), "take", [](const auto& c) { return c.take(); },
      "a command line of the alternative to take", checker);
  ValidateReasons(
      "bindings", rollback.bindings(), "placeholder", [](const auto& b) { return b.placeholder(); },
      "the placeholder as it stands in the document", checker);
  ValidateReasons("substitutions", rollback.substitutions(), "command", command, as_written,
                  checker);
  ValidateReasons("tolerances", rollback.tolerances(), "command", command, as_written, checker);
  for (int i = 0; i < rollback.bindings_size(); ++i) {
    checker->RequireText(FieldPath("rollback", "bindings", i) + ".value",
                         rollback.bindings(i).value(), "what a person would have typed");
  }
  checker->AbsolutePath("rollback.working_directory", rollback.working_directory());
  checker->Positive("rollback.limit", rollback.limit());
  checker->Positive("rollback.command_limit", rollback.command_limit());
}

}  // namespace

void ValidateScenario(const Scenario& scenario, const std::string& directory,
                      const FieldLocations& locations, std::vector<Problem>* problems) {
  FieldChecker checker(locations, problems);
  std::set<std::string> names;
  checker.RequireText("description", scenario.description(), "say what an operator lived through");
  checker.RequireText("stack", scenario.stack(), "a directory under fixtures/");
  if (absl::StrContains(scenario.stack(), "..") || absl::StartsWith(scenario.stack(), "/")) {
    checker.Add("stack", absl::StrCat("is not a name: ", scenario.stack()),
                "a directory under fixtures/");
  }
  ValidateLoad(scenario.load(), &checker);
  SideFile("overlay", directory, scenario.overlay(), true, &checker);
  if (checker.Require("fault", scenario.has_fault(), "say what goes wrong and how it is proved")) {
    ValidateFault(scenario.fault(), directory, &names, &checker);
  }
  if (checker.Require("rollback", scenario.has_rollback(), "say which procedure is followed")) {
    ValidateRollback(scenario.rollback(), &checker);
  }
  ValidateExpectations(scenario, &names, &checker);
}

}  // namespace drill
