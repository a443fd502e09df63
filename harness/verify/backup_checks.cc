#include "harness/verify/backup_checks.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/time/clock.h"
#include "harness/base/status_macros.h"
#include "harness/probe/restore_backup.h"
#include "harness/verify/kept_backups.h"

namespace drill {
namespace {

constexpr absl::Duration kRestoreLimit = absl::Minutes(5);
constexpr absl::Duration kDay = absl::Hours(24);

CheckResult Named(const Backup& backup, const std::string& what, const std::string& expected) {
  CheckResult check;
  check.set_name(absl::StrCat("backups/", backup.name(), "/", what));
  check.set_expected(expected);
  check.set_source("stack");
  check.set_phase(CHECK_PHASE_VERIFICATION);
  return check;
}

CheckResult LeftOut(CheckResult check, const std::string& reason) {
  check.set_skipped(true);
  check.set_passed(false);
  check.set_expected(reason);
  check.set_actual("");
  return check;
}

constexpr char kBefore[] = "before";

// The content, as far as two looks at one drill host, or at two copies of one machine, need to tell
// it: a file that was not written between them.
std::string Content(const BackupFile& file) {
  return absl::StrCat(file.path, "|", file.bytes, "|", absl::ToUnixNanos(file.modified), "|",
                      absl::ToUnixNanos(file.created));
}

bool Older(const BackupFile& a, const BackupFile& b) { return a.modified < b.modified; }

// Empty where there is none.
std::string NewestContent(const std::vector<BackupFile>& files) {
  const auto newest = std::max_element(files.begin(), files.end(), Older);
  return newest == files.end() ? "" : Content(*newest);
}

}  // namespace

CheckResult CheckRetention(const Backup& backup, const std::vector<BackupFile>& files,
                           absl::Time now) {
  std::string expected;
  std::string actual = absl::StrCat(files.size(), " files");
  bool passed = true;
  if (backup.keep_latest() > 0) {
    absl::StrAppend(&expected, "at most ", backup.keep_latest());
    passed = static_cast<int>(files.size()) <= backup.keep_latest();
  }
  if (backup.keep_days() > 0) {
    absl::StrAppend(&expected, expected.empty() ? "" : ", ", "none older than ", backup.keep_days(),
                    " days");
    for (const BackupFile& file : files) {
      // The clean-up that removes it comes once a day.
      if (now - file.modified <= (backup.keep_days() + 1) * kDay) continue;
      passed = false;
      absl::StrAppend(&actual, ", ", file.path, " is ",
                      absl::ToInt64Hours(now - file.modified) / 24, " days old");
      break;
    }
  }
  CheckResult check = Named(backup, "retention", expected);
  check.set_passed(passed);
  check.set_actual(actual);
  return check;
}

BackupWatch::BackupWatch(const ProbeContext& context, ProbeRunner* runner, const Stack& stack,
                         BackupWatchOptions options)
    : context_(context),
      runner_(runner),
      stack_(stack),
      options_(std::move(options)),
      restore_([this](const BackupRestore& how, const std::string& path) {
        return RestoreBackup(context_, how, path, kRestoreLimit);
      }) {}

absl::Status BackupWatch::NoteKept() {
  noted_.clear();
  for (const Backup& backup : stack_.backups()) {
    ASSIGN_OR_RETURN(noted_[backup.name()], Backups(context_.host, backup.glob()));
  }
  return absl::OkStatus();
}

// Whether the procedure has made it.
bool BackupWatch::IsNew(const Backup& backup, const BackupFile& file) const {
  const auto noted = noted_.find(backup.name());
  if (noted == noted_.end()) return false;
  return std::none_of(noted->second.begin(), noted->second.end(),
                      [&](const BackupFile& earlier) { return Content(earlier) == Content(file); });
}

// Whether the newest one is what the procedure found there, and not what was there before the
// fault: then it is not the procedure that has made it what it is.
bool BackupWatch::ChangedBeforeProcedure(const Backup& backup,
                                         const std::vector<BackupFile>& files) const {
  const auto noted = noted_.find(backup.name());
  const auto before = newest_before_.find(backup.name());
  if (noted == noted_.end() || before == newest_before_.end()) return false;
  const std::string found = NewestContent(noted->second);
  return NewestContent(files) == found && before->second != found;
}

void BackupWatch::JudgeKept(const Backup& backup, const std::vector<BackupFile>& files,
                            absl::Time now, BackupFindings* findings) const {
  const auto noted = noted_.find(backup.name());
  if (noted == noted_.end()) return;
  Backup rule = backup;
  const auto left = options_.left_by_procedure.find(backup.name());
  if (left != options_.left_by_procedure.end()) rule.set_keep_latest(left->second);
  findings->checks.push_back(CheckKept(rule, noted->second, files, now));
}

absl::StatusOr<BackupFindings> BackupWatch::Look(const std::string& when) {
  BackupFindings findings;
  for (const Backup& backup : stack_.backups()) {
    RETURN_IF_ERROR(LookAt(backup, when, &findings));
  }
  return findings;
}

bool BackupWatch::IsKnown(const Backup& backup, const BackupFile& newest,
                          BackupState* state) const {
  std::optional<BackupState> known;
  std::string told = "not written to since it was restored";
  const auto here = by_content_.find(Content(newest));
  if (here != by_content_.end()) {
    known = here->second;
  } else if (state->when() == kBefore) {
    known = options_.kept_restores.Find(backup, Content(newest));
    told = "as the machine was prepared with it; an earlier drill restored it";
  }
  if (!known) return false;
  state->set_restore_tried(true);
  state->set_restorable(known->restorable());
  state->set_revision(known->revision());
  state->set_remark(known->restorable() ? told : known->remark());
  return true;
}

absl::Status BackupWatch::TryRestore(const Backup& backup, const BackupFile& newest,
                                     BackupState* state) {
  if (IsKnown(backup, newest, state)) {
    by_content_[Content(newest)] = *state;
    return absl::OkStatus();
  }
  const absl::Duration began = context_.clock->Monotonic();
  const absl::StatusOr<RestoredBackup> restored = restore_(backup.restore(), newest.path);
  if (!restored.ok()) {
    // Without a scratch server the backup cannot be judged.
    state->set_remark(std::string(restored.status().message()));
    return absl::IsFailedPrecondition(restored.status()) ? absl::OkStatus() : restored.status();
  }
  state->set_restore_tried(true);
  state->set_remark(WhyNotRestorable(context_, *restored));
  state->set_restorable(state->remark().empty());
  state->set_revision(restored->revision);
  state->set_restore_us(absl::ToInt64Microseconds(context_.clock->Monotonic() - began));
  by_content_[Content(newest)] = *state;
  // What is there before the fault is there for every drill of this machine.
  if (state->when() == kBefore) options_.kept_restores.Keep(backup, Content(newest), *state);
  return absl::OkStatus();
}

absl::Status BackupWatch::LookAt(const Backup& backup, const std::string& when,
                                 BackupFindings* findings) {
  ASSIGN_OR_RETURN(const std::vector<BackupFile> files, Backups(context_.host, backup.glob()));
  const absl::Time now = absl::Now();
  BackupState& state = findings->states.emplace_back();
  state.set_name(backup.name());
  state.set_when(when);
  state.set_files(static_cast<int>(files.size()));
  bool restores = options_.restores && backup.has_restore();
  if (!files.empty()) {
    const BackupFile& newest = *std::max_element(files.begin(), files.end(), Older);
    const BackupFile& oldest = *std::min_element(files.begin(), files.end(), Older);
    state.set_newest(newest.path);
    state.set_newest_bytes(newest.bytes);
    state.set_newest_age_seconds(absl::ToDoubleSeconds(now - newest.modified));
    state.set_oldest_age_seconds(absl::ToDoubleSeconds(now - oldest.modified));
    restores = backup.has_restore() && (options_.restores || IsNew(backup, newest));
    if (restores) RETURN_IF_ERROR(TryRestore(backup, newest, &state));
  }
  if (when != "after") {
    newest_before_[backup.name()] = NewestContent(files);
    return absl::OkStatus();
  }
  JudgeKept(backup, files, now, findings);
  const bool broken_by_fault = options_.broken_globs.count(backup.glob()) > 0;
  const std::string reason = "the drill's own fault breaks these backups";
  if (backup.keep_latest() > 0 || backup.keep_days() > 0) {
    CheckResult check = CheckRetention(backup, files, now);
    findings->checks.push_back(broken_by_fault ? LeftOut(std::move(check), reason) : check);
  }
  if (backup.has_schedule()) {
    CheckResult check = Named(backup, "schedule", "what makes the backup is in place");
    absl::Status looked = context_.host->InNetwork([&] {
      const Observation seen = runner_->Run(backup.schedule());
      check.set_passed(seen.green());
      check.set_undecided(seen.colour == Observation::Colour::kError);
      check.set_actual(seen.seen);
      return absl::OkStatus();
    });
    RETURN_IF_ERROR(looked);
    findings->checks.push_back(check);
  }
  if (!restores) return absl::OkStatus();
  CheckResult check = Named(backup, "restorable", "the newest one restores whole");
  check.set_passed(state.restorable());
  check.set_undecided(!state.restore_tried() && !state.newest().empty());
  check.set_actual(state.newest().empty() ? "none is there"
                   : state.restorable()
                       ? absl::StrCat(state.newest(), " restored",
                                      state.revision().empty()
                                          ? ""
                                          : absl::StrCat(", revision ", state.revision()))
                       : absl::StrCat(state.newest(), ": ", state.remark()));
  const bool left_out =
      broken_by_fault || (!check.passed() && ChangedBeforeProcedure(backup, files));
  findings->checks.push_back(left_out ? LeftOut(std::move(check), reason) : check);
  return absl::OkStatus();
}

}  // namespace drill
