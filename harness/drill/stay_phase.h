// Whether the system stays well: it is watched on for a while after its recovery, and looked at
// once more at the end. A slow crash, a crash loop that was seen in its good moment, a leak and a
// job that comes seconds later are found by this alone.
//
// The wait lies before everything else is looked at: users are there all the time, and what the
// verification compares is the system as it is when the wait is over, with what came late. It
// counts from the recovery, so that the load's own window is part of it. Its last part can be kept
// for users' requests, which have to be asked without the load. The last look comes after all other
// work (but for the migrations, which leave no row), since what that work takes is time to stay
// well in, too.
#ifndef HARNESS_DRILL_STAY_PHASE_H_
#define HARNESS_DRILL_STAY_PHASE_H_

#include <string>

#include "absl/time/time.h"
#include "harness/base/clock.h"
#include "harness/base/stop_token.h"
#include "harness/drill/drill_recorder.h"
#include "harness/drill/drill_spec.h"
#include "harness/drill/drill_system.h"
#include "harness/journal/journal.pb.h"

namespace drill {

// Nothing is owned. Each verb tells whether the next one makes sense.
class StayPhase {
 public:
  StayPhase(const DrillSpec& spec, DrillSystem& system, DrillRecorder& recorder, Clock& clock,
            const StopToken& stop)
      : spec_(spec), system_(system), recorder_(recorder), clock_(clock), stop_(stop) {}

  // Called when the procedure has ended and the recovery was seen, or was not: what the procedure
  // started as its last command lives from here on. `decided`: the drill has failed already.
  void Begin(bool recovered, bool decided);

  // Whether there is something to wait for; false before Begin().
  bool wanted() const { return begun_; }

  // Waits until no more than `kept` of the time is left, and longer where a service still grows:
  // one that warms up levels off. Then memory is not watched any more: requests in great number
  // would change it. Ends at once when the drill is stopped.
  bool Wait(absl::Duration kept);
  // Waits for what is left of the time, and records the stay.
  bool WaitOut();

  // The probes and the containers, or why they are not looked at.
  bool LookAgain();

 private:
  std::string WhyNot(bool recovered, bool decided) const;
  absl::Duration Wanted() const;
  void WaitForGrowthToEnd();
  void RecordMemory();
  bool LookAtProbes(LastLook* look);

  const DrillSpec& spec_;
  DrillSystem& system_;
  DrillRecorder& recorder_;
  Clock& clock_;
  const StopToken& stop_;
  bool begun_ = false;
  // Why the system is not watched after its recovery.
  std::string why_not_ = "the recovery was not waited for";
  absl::Duration began_;
  Stay stay_;
};

}  // namespace drill

#endif  // HARNESS_DRILL_STAY_PHASE_H_
