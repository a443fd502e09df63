// Lets who leads a drill leave its terminal and take the drill up again at another one.
#ifndef HARNESS_DRILL_ATTENDANCE_H_
#define HARNESS_DRILL_ATTENDANCE_H_

#include <functional>
#include <string>

#include "absl/status/status.h"
#include "harness/drill/presence.h"
#include "harness/journal/journal.pb.h"

namespace drill {

// What the drill is told by.
struct AttendanceHooks {
  // Takes an absence that is over; its start is on the monotonic clock. May be called from any
  // thread.
  std::function<void(Absence)> record;
  // Shows a line, and below it what the console showed last.
  std::function<void(const std::string&)> show_again;
};

class Attendance : public Presence {
 public:
  // The drill's run directory and journal are there. Where it fails a terminal that is closed stops
  // the drill.
  virtual absl::Status Begin(const std::string& run_directory, AttendanceHooks hooks) = 0;

  // The journal is complete: no hook is called any more. Does nothing where it did not begin.
  virtual void End() = 0;
};

}  // namespace drill

#endif  // HARNESS_DRILL_ATTENDANCE_H_
