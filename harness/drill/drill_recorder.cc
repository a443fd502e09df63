#include "harness/drill/drill_recorder.h"

#include <utility>

#include "absl/strings/str_cat.h"

namespace drill {
namespace {

// A time service that slews a clock does not come near this within one phase.
constexpr absl::Duration kClockStep = absl::Milliseconds(500);

}  // namespace

void DrillRecorder::Record(Event event) {
  const absl::Status status = sink_(std::move(event));
  if (written_.ok()) written_ = status;
}

void DrillRecorder::RecordCheck(const std::string& name, CheckPhase phase, bool passed,
                                const std::string& expected, const std::string& actual) {
  Event event;
  CheckResult& check = *event.mutable_check();
  check.set_name(name);
  check.set_phase(phase);
  check.set_passed(passed);
  check.set_expected(expected);
  check.set_actual(actual);
  check.set_source("the scenario");
  Record(std::move(event));
}

void DrillRecorder::RecordCheck(CheckResult check, CheckPhase phase) {
  Event event;
  check.set_phase(phase);
  *event.mutable_check() = std::move(check);
  Record(std::move(event));
}

void DrillRecorder::RecordNotLookedAt(const std::string& check, const std::string& reason) {
  Event event;
  event.mutable_not_looked_at()->set_check(check);
  event.mutable_not_looked_at()->set_reason(reason);
  Record(std::move(event));
}

bool DrillRecorder::Phase(const std::string& name, const std::function<bool()>& body) {
  if (name != "teardown" && stop_.stopped())
    return End(OUTCOME_ERROR, absl::StrCat("stopped before phase ", name));
  Event started;
  started.mutable_phase_started()->set_name(name);
  Record(std::move(started));
  const absl::Duration start = clock_.Monotonic();
  const bool go_on = body();
  Event ended;
  ended.mutable_phase_ended()->set_name(name);
  ended.mutable_phase_ended()->set_duration_us(MicrosecondsSince(start));
  Record(std::move(ended));
  NoteClockStep(name);
  return go_on && written_.ok();
}

absl::Duration DrillRecorder::WallOffset() const {
  return clock_.Wall() - absl::UnixEpoch() - clock_.Monotonic();
}

void DrillRecorder::NoteClockStep(const std::string& phase) {
  const absl::Duration offset = WallOffset();
  const absl::Duration step = offset - wall_offset_;
  wall_offset_ = offset;
  if (absl::AbsDuration(step) <= kClockStep) return;
  Event event;
  event.mutable_clock_step()->set_phase(phase);
  event.mutable_clock_step()->set_seconds(absl::ToDoubleSeconds(step));
  Record(std::move(event));
}

bool DrillRecorder::End(Outcome outcome, const std::string& message) {
  Event event;
  event.mutable_failure()->set_outcome(outcome);
  event.mutable_failure()->set_message(message);
  Record(std::move(event));
  return false;
}

bool DrillRecorder::Must(const absl::Status& status) {
  if (status.ok()) return true;
  if (stop_.stopped()) return End(OUTCOME_ERROR, stop_.why());
  return End(OUTCOME_ERROR, std::string(status.message()));
}

int64_t DrillRecorder::MicrosecondsSince(absl::Duration start) const {
  return absl::ToInt64Microseconds(clock_.Monotonic() - start);
}

}  // namespace drill
