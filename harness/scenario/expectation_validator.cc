#include "harness/scenario/expectation_validator.h"

#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "google/protobuf/duration.pb.h"
#include "harness/scenario/probe_validator.h"
#include "harness/scenario/service_level_validator.h"

namespace drill {
namespace {

constexpr int kLongestIntervalNanos = 20 * 1000 * 1000;
constexpr int kLongestStaySeconds = 600;

void ValidateRecovery(const Recovery& recovery, std::set<std::string>* names,
                      FieldChecker* checker) {
  checker->Require(
      "recovery.steady_state", recovery.steady_state_size() > 0 || recovery.probes_size() > 0,
      "name the stack's probes, or \"*\" for all; without a probe the recovery is not seen");
  std::set<std::string> seen;
  for (int i = 0; i < recovery.steady_state_size(); ++i) {
    const std::string path = FieldPath("recovery", "steady_state", i);
    checker->RequireText(path, recovery.steady_state(i), "a probe's name, or \"*\"");
    checker->Unique(path, recovery.steady_state(i), &seen);
  }
  ValidateProbes("recovery.probes", recovery.probes(), names, checker);
  if (checker->Has("recovery.consecutive") && recovery.consecutive() < 1) {
    checker->Add("recovery.consecutive",
                 absl::StrCat("must be at least 1, not ", recovery.consecutive()));
  }
  checker->Positive("recovery.interval", recovery.interval());
  if (recovery.interval().seconds() > 0 || recovery.interval().nanos() > kLongestIntervalNanos) {
    checker->Add("recovery.interval", "is longer than 20 ms",
                 "recovery would be seen too late for its time to be trusted");
  }
  checker->Positive("recovery.within", recovery.within());
  checker->Positive("recovery.stays_well", recovery.stays_well());
  const google::protobuf::Duration& stay = recovery.stays_well();
  if (stay.seconds() > kLongestStaySeconds ||
      (stay.seconds() == kLongestStaySeconds && stay.nanos() > 0)) {
    checker->Add("recovery.stays_well", "is longer than 10 min",
                 "leave what comes later to monitoring");
  }
}

void ValidateData(const DataRule& data, FieldChecker* checker) {
  switch (data.rule_case()) {
    case DataRule::kNothingLost:
      if (data.nothing_lost()) return;
      checker->Add("expected.data.nothing_lost", "is false",
                   "say recovery_point, or not_checked with the reason");
      return;
    case DataRule::kRecoveryPoint:
      checker->RequireText("expected.data.recovery_point.backup_glob",
                           data.recovery_point().backup_glob(),
                           "where the procedure's backup lies on the drill host");
      checker->AbsolutePath("expected.data.recovery_point.backup_glob",
                            data.recovery_point().backup_glob());
      checker->Positive("expected.data.recovery_point.max_lost", data.recovery_point().max_lost());
      return;
    case DataRule::kNotChecked:
      checker->RequireText("expected.data.not_checked", data.not_checked(),
                           "the reason why writes are not looked for");
      return;
    case DataRule::RULE_NOT_SET:
      checker->Require("expected.data", false, "set nothing_lost, recovery_point or not_checked");
  }
}

void ValidateTarget(const Target& target, FieldChecker* checker) {
  switch (target.source_case()) {
    case Target::kRunbookRow:
      checker->RequireText("expected.target.runbook_row", target.runbook_row(),
                           "the first cell of the row in the runbook's table");
      return;
    case Target::kLimit:
      checker->Positive("expected.target.limit", target.limit());
      return;
    case Target::SOURCE_NOT_SET:
      checker->Require("expected.target", false, "set runbook_row, or limit");
  }
}

std::string CategoryNames() {
  std::vector<std::string> names;
  for (int i = 1; i < Category_descriptor()->value_count(); ++i)
    names.push_back(Category_descriptor()->value(i)->name());
  return absl::StrJoin(names, ", ");
}

void ValidateDifferences(const Expected& expected, FieldChecker* checker) {
  for (int i = 0; i < expected.differences_size(); ++i) {
    const Difference& difference = expected.differences(i);
    const std::string path = FieldPath("expected", "differences", i);
    checker->Require(FieldPath(path, "category"), difference.category() != CATEGORY_UNSPECIFIED,
                     absl::StrCat("one of ", CategoryNames(), ", as the report names it"));
    checker->RequireText(FieldPath(path, "object"), difference.object(),
                         "what differs, as the report names it");
    checker->RequireText(FieldPath(path, "reason"), difference.reason(),
                         "why the system is as well as before all the same");
  }
}

void ValidateKeptBackups(const Expected& expected, FieldChecker* checker) {
  std::set<std::string> seen;
  for (int i = 0; i < expected.kept_backups_size(); ++i) {
    const KeptBackups& kept = expected.kept_backups(i);
    const std::string path = FieldPath("expected", "kept_backups", i);
    checker->RequireText(FieldPath(path, "name"), kept.name(), "the stack's backup that is meant");
    checker->Unique(FieldPath(path, "name"), kept.name(), &seen);
    checker->Require(FieldPath(path, "keep_latest"), kept.keep_latest() > 0,
                     "how many of the newest the procedure leaves, 1 or more");
    checker->RequireText(FieldPath(path, "reason"), kept.reason(), "where the document says so");
  }
}

void ValidateCodeOnly(const Expected& expected, FieldChecker* checker) {
  if (!expected.code_only()) return;
  if (expected.data().has_recovery_point()) {
    checker->Add("expected.code_only", "does not go with data.recovery_point",
                 "where a backup is restored, the database goes back, too; leave one of them out");
  }
  if (expected.migration_cycle()) {
    checker->Add("expected.code_only", "does not go with migration_cycle",
                 "the release's own code does not know the newer revision; leave one of them out");
  }
}

void ValidateSurvival(const Expected& expected, FieldChecker* checker) {
  std::set<std::string> seen;
  for (int i = 0; i < expected.survives_size(); ++i) {
    const std::string path = FieldPath("expected", "survives", i);
    const Expected::Survival survival = expected.survives(i);
    checker->Require(path, survival != Expected::SURVIVAL_UNSPECIFIED,
                     "one of RESTART, REDEPLOY, AGAIN");
    checker->Unique(path, Expected::Survival_Name(survival), &seen);
  }
}

void ValidateExpected(const Expected& expected, std::set<std::string>* names,
                      FieldChecker* checker) {
  std::set<std::string> seen;
  for (int i = 0; i < expected.services_size(); ++i) {
    const std::string path = FieldPath("expected", "services", i);
    checker->RequireText(path, expected.services(i), "a compose service, or \"*\"");
    checker->Unique(path, expected.services(i), &seen);
  }
  seen.clear();
  for (int i = 0; i < expected.skipped_checks_size(); ++i) {
    const SkippedCheck& skipped = expected.skipped_checks(i);
    const std::string path = FieldPath("expected", "skipped_checks", i);
    checker->RequireText(FieldPath(path, "name"), skipped.name(), "the check that is left out");
    checker->OneOf(FieldPath(path, "name"), skipped.name(), KnownChecks(), "checks");
    checker->Unique(FieldPath(path, "name"), skipped.name(), &seen);
    checker->RequireText(FieldPath(path, "reason"), skipped.reason(), "why it does not apply");
  }
  ValidateProbes("expected.probes", expected.probes(), names, checker);
  ValidateProbes("expected.left_by_procedure", expected.left_by_procedure(), names, checker);
  ValidateDifferences(expected, checker);
  ValidateKeptBackups(expected, checker);
  ValidateCodeOnly(expected, checker);
  ValidateSurvival(expected, checker);
  ValidateServiceLevel(expected, checker);
  ValidateData(expected.data(), checker);
  ValidateTarget(expected.target(), checker);
}

// The checks that can find a known-bad procedure: those of verification by name or by the part
// before the slash, "data" for lost writes, and, in their phases, the procedure and the recovery.
void ValidateKnownBad(const Scenario& scenario, FieldChecker* checker) {
  const KnownBad& known_bad = scenario.known_bad();
  const std::string& check = known_bad.check();
  checker->RequireText("known_bad.check", check, "the check that must fail");
  std::vector<std::string> known = KnownChecks();
  known.insert(known.end(), {"data", "procedure", "recovery"});
  if (scenario.expected().migration_cycle()) known.push_back("migration_cycle");
  if (scenario.expected().survives_size() > 0) known.push_back("survives");
  if (scenario.expected().untouched_size() > 0) known.push_back("untouched");
  if (scenario.expected().has_service_level()) known.push_back("service_level");
  for (const Probe& probe : scenario.expected().probes()) known.push_back(probe.name());
  for (const Probe& probe : scenario.expected().left_by_procedure()) known.push_back(probe.name());
  const std::string family = check.substr(0, check.find('/'));
  checker->OneOf("known_bad.check", family, known, "checks");
  checker->RequireText("known_bad.phase", known_bad.phase(), "procedure, recovery or verification");
  checker->OneOf("known_bad.phase", known_bad.phase(), {"procedure", "recovery", "verification"},
                 "phases that find a bad procedure");
  checker->RequireText("known_bad.reason", known_bad.reason(), "what is wrong with the document");
  for (const SkippedCheck& skipped : scenario.expected().skipped_checks()) {
    if (skipped.name() != family) continue;
    checker->Add("known_bad.check", absl::StrCat("is left out by this scenario: ", family),
                 "a check that does not run finds nothing");
  }
}

}  // namespace

const std::vector<std::string>& KnownChecks() {
  static const auto* const checks = new std::vector<std::string>{
      "endpoints", "versions", "schema",     "revision",  "seeded_data", "services",
      "load",      "twin",     "stays_well", "read_back", "recorded"};
  return *checks;
}

void ValidateExpectations(const Scenario& scenario, std::set<std::string>* names,
                          FieldChecker* checker) {
  if (checker->Require("recovery", scenario.has_recovery(), "say when the system has recovered")) {
    ValidateRecovery(scenario.recovery(), names, checker);
  }
  if (checker->Require("expected", scenario.has_expected(), "say what must hold after recovery")) {
    ValidateExpected(scenario.expected(), names, checker);
  }
  if (scenario.has_known_bad()) ValidateKnownBad(scenario, checker);
}

}  // namespace drill
