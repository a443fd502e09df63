#include "harness/scenario/scenario_validator.h"

#include <cmath>
#include <set>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "harness/base/field_checker.h"
#include "harness/base/field_limits.h"
#include "harness/scenario/disk_fault_validator.h"
#include "harness/scenario/expectation_validator.h"
#include "harness/scenario/fault_validator.h"
#include "harness/scenario/side_file.h"

namespace drill {
namespace {

void ValidateLoad(const Load& load, FieldChecker* checker) {
  const auto rate = [&](absl::string_view path, double value) {
    if (std::isfinite(value) && value >= 0 && value <= 10000) return;
    checker->Add(path, absl::StrCat("is not a rate: ", value), "0 to 10000 requests a second");
  };
  rate("load.writes_per_second", load.writes_per_second());
  rate("load.reads_per_second", load.reads_per_second());
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
  if (rollback.table_row().empty())
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
  ValidateReasons("entrances", rollback.entrances(), "command", command, as_written, checker);
  ValidateReasons("typed", rollback.typed(), "command", command,
                  "the line as it stands in the document", checker);
  for (int i = 0; i < rollback.entrances_size(); ++i) {
    checker->AbsolutePath(FieldPath("rollback", "entrances", i) + ".directory",
                          rollback.entrances(i).directory());
  }
  for (int i = 0; i < rollback.bindings_size(); ++i) {
    checker->RequireText(FieldPath("rollback", "bindings", i) + ".value",
                         rollback.bindings(i).value(), "what a person would have typed");
  }
  checker->AbsolutePath("rollback.working_directory", rollback.working_directory());
  checker->Positive("rollback.limit", rollback.limit());
  checker->Positive("rollback.command_limit", rollback.command_limit());
}

void ValidateDisks(const Scenario& scenario, FieldChecker* checker) {
  std::set<std::string> paths;
  for (int i = 0; i < scenario.disks_size(); ++i) {
    const Disk& disk = scenario.disks(i);
    const std::string path = FieldPath("", "disks", i);
    checker->RequireText(FieldPath(path, "path"), disk.path(), "a directory on the drill host");
    checker->AbsolutePath(FieldPath(path, "path"), disk.path());
    checker->Unique(FieldPath(path, "path"), disk.path(), &paths);
    // The pool that all drill hosts live on is no place for more.
    checker->Require(FieldPath(path, "size_mib"), disk.size_mib() >= 16 && disk.size_mib() <= 8192,
                     "16 to 8192");
    if (disk.inodes() < 0) checker->Add(FieldPath(path, "inodes"), "is negative");
  }
  for (int i = 0; i < scenario.fault_size(); ++i) {
    if (!scenario.fault(i).has_disk()) continue;
    CheckDiskOf(FieldPath(FieldPath("", "fault", i), "disk"), scenario.fault(i).disk(),
                scenario.disks(), checker);
  }
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
  CheckSideFile("overlay", directory, scenario.overlay(), true, &checker);
  checker.Require("fault", scenario.fault_size() > 0, "say what goes wrong and how it is proved");
  for (int i = 0; i < scenario.fault_size(); ++i) {
    ValidateFault(FieldPath("", "fault", i), scenario.fault(i), directory, &names, &checker);
  }
  ValidateDisks(scenario, &checker);
  if (checker.Require("rollback", scenario.has_rollback(), "say which procedure is followed")) {
    ValidateRollback(scenario.rollback(), &checker);
  }
  ValidateExpectations(scenario, &names, &checker);
  CheckLimits(scenario, &checker);
}

}  // namespace drill
