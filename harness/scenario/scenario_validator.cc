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
#include "harness/scenario/rollback_validator.h"
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
