// How a drill's phases write their facts: each with its time, and the first failure to write
// remembered.
#ifndef HARNESS_DRILL_DRILL_RECORDER_H_
#define HARNESS_DRILL_DRILL_RECORDER_H_

#include <functional>
#include <string>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "harness/base/clock.h"
#include "harness/base/stop_token.h"
#include "harness/journal/journal.pb.h"

namespace drill {

// Takes one event at a time; stamps it. A failure to write ends the drill: facts that are not kept
// are no facts.
using EventSink = std::function<absl::Status(Event)>;

// Nothing is owned.
class DrillRecorder {
 public:
  DrillRecorder(const EventSink& sink, Clock& clock, const StopToken& stop)
      : sink_(sink),
        clock_(clock),
        stop_(stop),
        began_(clock.Monotonic()),
        wall_offset_(WallOffset()) {}

  void Record(Event event);
  void RecordCheck(const std::string& name, CheckPhase phase, bool passed,
                   const std::string& expected, const std::string& actual);
  // Records a check made elsewhere as one of the given phase.
  void RecordCheck(CheckResult check, CheckPhase phase);
  // A check that this drill does not have, and why.
  void RecordNotLookedAt(const std::string& check, const std::string& reason);

  // Runs `body` between the phase's two events, and notes a step of the wall clock in it; `body`
  // and Phase() tell whether the next one makes sense.
  bool Phase(const std::string& name, const std::function<bool()>& body);

  // The drill ends before its natural end, as journal.proto's Failure; returns false, for a phase
  // to return.
  bool End(Outcome outcome, const std::string& message);

  // True to go on. A status that is not OK is the harness or the machine failing, unless somebody
  // pressed Ctrl-C.
  bool Must(const absl::Status& status);

  // When the drill began, on the monotonic clock, and how long ago `start` was.
  absl::Duration began() const { return began_; }
  int64_t MicrosecondsSince(absl::Duration start) const;

  // An instant on CLOCK_MONOTONIC's own zero, as the journal counts it.
  int64_t SinceBegan(int64_t monotonic_us) const {
    return monotonic_us - absl::ToInt64Microseconds(began_);
  }

  // The first error of writing an event; OK when there was none.
  const absl::Status& written() const { return written_; }

 private:
  // How far the wall clock is from the monotonic one; only a wall clock that is set changes it.
  absl::Duration WallOffset() const;
  void NoteClockStep(const std::string& phase);

  const EventSink& sink_;
  Clock& clock_;
  const StopToken& stop_;
  const absl::Duration began_;
  absl::Duration wall_offset_;
  absl::Status written_;
};

}  // namespace drill

#endif  // HARNESS_DRILL_DRILL_RECORDER_H_
