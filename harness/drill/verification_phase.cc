#include "harness/drill/verification_phase.h"

#include <cstdint>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "harness/base/proto_duration.h"

namespace drill {
namespace {

// The database or the application that was asked for the writes is not there, broke off or said no:
// that is what became of the system, not a failure of whoever asked.
bool SystemRefuses(const absl::Status& status) {
  return absl::IsUnavailable(status) || absl::IsAborted(status) ||
         absl::IsFailedPrecondition(status);
}

bool IsWhole(const DataRule& rule) { return rule.rule_case() == DataRule::kNothingLost; }

std::string ExpectedOf(const DataRule& rule) {
  return IsWhole(rule) ? "no acknowledged write lost, no row unexpected"
                       : "no write from before the recovery point or after the recovery lost, no "
                         "row unexpected";
}

}  // namespace

bool VerificationPhase::AskUsersRequests() {
  return RecordLoad() && recorder_.Must(system_.AskUsersRequests());
}

bool VerificationPhase::Verify(int looks, bool decided) {
  if (!RecordLoad()) return false;
  const Expected& expected = spec_.scenario.expected();
  absl::StatusOr<Verification> seen = system_.Verify(expected, looks);
  if (!recorder_.Must(seen.status())) return false;
  RecordChecks(std::move(seen->checks));
  for (const NotLookedAt& check : seen->not_looked_at)
    recorder_.RecordNotLookedAt(check.check(), check.reason());
  if (decided) {
    recorder_.RecordNotLookedAt(
        "twin", "the system did not come back, so that there is nothing to compare");
  } else if (!CompareWithTwin()) {
    return false;
  }
  // Backups are looked at before the data: if the data cannot be read, the backups matter even
  // more.
  if (spec_.has_backups && !LookAtBackups("after")) return false;
  absl::StatusOr<DataResult> data = system_.CompareData(expected.data());
  if (SystemRefuses(data.status())) {
    RecordUnreadable(expected.data(), data.status());
  } else if (!data.ok() && spec_.control != Control::kNoRollback) {
    return recorder_.Must(data.status());
  }
  if (!data.ok()) return true;
  RecordData(expected.data(), *std::move(data));
  return decided || ReadBackWrites();
}

bool VerificationPhase::ReadBackWrites() {
  std::string why_not = spec_.WhyLeftOut("read_back");
  // If the scenario does not expect users to be served, reading back their writes is left out too.
  if (why_not.empty()) why_not = spec_.WhyLeftOut("load");
  if (why_not.empty()) {
    absl::StatusOr<ReadBackLook> look = system_.ReadBackWrites();
    if (!recorder_.Must(look.status())) return false;
    why_not = look->not_looked_at;
    if (why_not.empty()) recorder_.RecordCheck(std::move(look->check), CHECK_PHASE_VERIFICATION);
  }
  if (!why_not.empty()) recorder_.RecordNotLookedAt("read_back", why_not);
  return true;
}

bool VerificationPhase::CompareWithTwin() {
  std::string why_not = spec_.WhyLeftOut("twin");
  if (why_not.empty()) {
    absl::StatusOr<TwinLook> look = system_.CompareWithTwin(spec_.scenario.expected());
    if (!recorder_.Must(look.status())) return false;
    for (TwinSight& sight : look->findings.sights) {
      Event event;
      *event.mutable_twin() = std::move(sight);
      recorder_.Record(std::move(event));
    }
    RecordChecks(std::move(look->findings.checks));
    why_not = look->not_looked_at;
  }
  if (!why_not.empty()) recorder_.RecordNotLookedAt("twin", why_not);
  return true;
}

bool VerificationPhase::RecordLoad() {
  absl::StatusOr<std::vector<LoadWindow>> windows = system_.StopLoad();
  if (!recorder_.Must(windows.status())) return false;
  for (LoadWindow& window : *windows) {
    Event event;
    *event.mutable_load_window() = std::move(window);
    recorder_.Record(std::move(event));
  }
  return true;
}

bool VerificationPhase::LookAtBackups(const std::string& when) {
  absl::StatusOr<BackupFindings> found = system_.LookAtBackups(when);
  if (!recorder_.Must(found.status())) return false;
  for (BackupState& state : found->states) {
    Event event;
    *event.mutable_backup() = std::move(state);
    recorder_.Record(std::move(event));
  }
  for (CheckResult& check : found->checks) {
    Event event;
    *event.mutable_check() = std::move(check);
    recorder_.Record(std::move(event));
  }
  return true;
}

bool VerificationPhase::DriveMigrations() {
  absl::StatusOr<std::vector<CheckResult>> checks = system_.RunMigrationCycle();
  if (!recorder_.Must(checks.status())) return false;
  RecordChecks(*std::move(checks));
  return true;
}

void VerificationPhase::RecordChecks(std::vector<CheckResult> checks) {
  for (CheckResult& check : checks)
    recorder_.RecordCheck(std::move(check), CHECK_PHASE_VERIFICATION);
}

void VerificationPhase::RecordData(const DataRule& rule, DataResult data) {
  if (data.rule() == LOSS_RULE_NOT_CHECKED) {
    recorder_.RecordNotLookedAt("data",
                                rule.rule_case() == DataRule::kNotChecked
                                    ? absl::StrCat("the scenario says: ", rule.not_checked())
                                    : "the stack has no load, so that no write was made");
  } else {
    const RecoveryPoint& point = rule.recovery_point();
    if (point.has_max_lost() && data.has_recovery_point_age_seconds())
      data.set_max_lost_seconds(absl::ToDoubleSeconds(FromProto(point.max_lost())));
    CheckData(rule, data);
  }
  Event event;
  *event.mutable_data() = std::move(data);
  recorder_.Record(std::move(event));
}

void VerificationPhase::RecordUnreadable(const DataRule& rule, const absl::Status& why) {
  recorder_.RecordCheck("data", CHECK_PHASE_VERIFICATION, /*passed=*/false, ExpectedOf(rule),
                        absl::StrCat("the writes cannot be read: ", why.message()));
}

void VerificationPhase::CheckData(const DataRule& rule, const DataResult& data) {
  const bool whole = IsWhole(rule);
  const int64_t before = data.rows_lost_before_recovery_point();
  const int64_t after = data.rows_lost_after_recovery();
  const int64_t forbidden = whole ? data.rows_lost() : before + after;
  const bool young =
      !data.has_max_lost_seconds() || data.recovery_point_age_seconds() <= data.max_lost_seconds();
  std::string expected = ExpectedOf(rule);
  std::string actual =
      absl::StrCat(data.rows_lost(), " of ", data.rows_acknowledged(),
                   " acknowledged writes lost (", before, " from before the recovery point, ",
                   after, " from after the recovery), ", data.rows_unexpected(), " unexpected");
  if (data.has_rows_changed())
    absl::StrAppend(&actual, ", ", data.rows_changed(), " with other contents than were sent");
  if (data.has_max_lost_seconds()) {
    const auto text = [](double seconds) { return absl::FormatDuration(absl::Seconds(seconds)); };
    absl::StrAppend(&expected, ", the recovery point no older than ", text(data.max_lost_seconds()),
                    " at the fault");
    absl::StrAppend(&actual, ", the recovery point ", data.recovery_point_file(), " ",
                    text(data.recovery_point_age_seconds()), " old at the fault (",
                    data.recovery_point_evidence(), ")");
  }
  recorder_.RecordCheck(
      "data", CHECK_PHASE_VERIFICATION,
      forbidden == 0 && data.rows_unexpected() == 0 && data.rows_changed() == 0 && young, expected,
      actual);
}

}  // namespace drill
