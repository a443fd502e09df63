#include "harness/drill/drill_twin.h"

#include <string>
#include <utility>

#include "absl/time/clock.h"
#include "harness/base/clock.h"
#include "harness/base/status_macros.h"
#include "harness/drill/order_host.h"
#include "harness/drill/staying_parts.h"
#include "harness/twin/database_portrait.h"

namespace drill {

TwinInput DrillTwin::InputFor(const Expected& expected, const ReleaseFacts* release) const {
  TwinInput input;
  input.healthy = options_.healthy;
  input.expected_release = options_.drill->expected_release();
  input.release = release;
  for (const LoadWindow& window : options_.load->windows())
    input.writes_sent += window.writes_sent();
  input.ran = RealClock().Monotonic() - options_.started;
  // Where writes are not looked for, they may have been lost to a backup, too.
  input.from_backup = expected.data().has_recovery_point() || expected.data().has_not_checked();
  HostTrees trees = options_.hosts->Trees();
  input.files.seed_tree = std::move(trees.seed);
  input.files.tree = std::move(trees.host);
  input.files.fault_ended = fault_ended_;
  for (const Disk& disk : options_.drill->scenario().disks())
    input.files.disks.push_back(disk.path());
  input.differences.assign(expected.differences().begin(), expected.differences().end());
  input.stop = options_.stop;
  return input;
}

void DrillTwin::NoteRows(const ReleaseFacts* release) {
  if (options_.healthy == nullptr || release == nullptr) return;
  PaintRowsThatCame(*options_.host, stack(), *release, &rows_.emplace());
}

void DrillTwin::NoteFault() { fault_ended_ = absl::Now(); }

void DrillTwin::NoteDatabase(const ReleaseFacts& facts) {
  PaintDatabase(*options_.host, stack(), &facts, &database_.emplace());
}

absl::Status DrillTwin::NoteParts(const ReleaseFacts* release) {
  const TwinInput input = InputFor(options_.drill->scenario().expected(), release);
  parts_ = LookBeforeProcedure(*options_.host, stack(), input);
  return absl::IsCancelled(parts_.status()) ? parts_.status() : absl::OkStatus();
}

absl::Status DrillTwin::AskUsersRequests() {
  const TwinInput input = InputFor(options_.drill->scenario().expected(), nullptr);
  ASSIGN_OR_RETURN(asked_, AskForTwin(*options_.host, stack(), input));
  return absl::OkStatus();
}

absl::StatusOr<TwinLook> DrillTwin::Compare(const Expected& expected, const ReleaseFacts* release,
                                            bool came_back) {
  TwinInput input = InputFor(expected, release);
  input.overlay = OverlayOf(*options_.drill);
  input.came_back = came_back;
  input.asked = asked_;
  if (database_.has_value()) {
    input.meant.before = &*database_;
    input.meant.categories = {DATABASE};
  } else if (SomePartsStay(expected)) {
    input.meant = StayingParts(expected, stack().baseline());
    if (parts_.ok()) input.meant.before = &*parts_;
    input.no_portrait = std::string(parts_.status().message());
  } else if (rows_.has_value() && !input.from_backup) {
    input.before_fault = &*rows_;
  }
  return LookAtTwin(*options_.host, stack(), std::move(input));
}

}  // namespace drill
