// What one drill notes on its way for the comparison with healthy machines, and the comparison.
#ifndef HARNESS_DRILL_DRILL_TWIN_H_
#define HARNESS_DRILL_DRILL_TWIN_H_

#include <optional>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "harness/base/stop_token.h"
#include "harness/database/facts.pb.h"
#include "harness/drill/drill_load.h"
#include "harness/drill/drill_system.h"
#include "harness/drill/host_source.h"
#include "harness/drill/look_at_twin.h"
#include "harness/drill/prepared_drill.h"
#include "harness/host/drill_host.h"
#include "harness/scenario/scenario.pb.h"
#include "harness/twin/behaviour_portrait.h"
#include "harness/twin/portrait.pb.h"

namespace drill {

// Nothing is owned.
struct DrillTwinOptions {
  // The machine, and the source that booted it.
  DrillHost* host = nullptr;
  HostSource* hosts = nullptr;
  const PreparedDrill* drill = nullptr;
  // Healthy machines observed for the drill's seed; null where none were.
  const HealthyMachines* healthy = nullptr;
  const DrillLoad* load = nullptr;
  // When the stack was started, by the monotonic clock.
  absl::Duration started;
  const StopToken* stop = nullptr;
};

class DrillTwin {
 public:
  explicit DrillTwin(const DrillTwinOptions& options) : options_(options) {}

  // Notes the database of the healthy system. `release`: as for Compare().
  void NoteRows(const ReleaseFacts* release);

  // Notes that a fault has been injected.
  void NoteFault();

  // Notes the database as it is now, where only the code is rolled back and it is to stay so.
  // `facts` are the expected ones, with the schema as it is now.
  void NoteDatabase(const ReleaseFacts& facts);

  // Notes the machine as the last fault that deploys a release left it, where parts of it are
  // expected to stay so. That it could not be observed is told by Compare(). Cancelled.
  // `release`: what is known of the release that is expected; null: nothing.
  absl::Status NoteParts(const ReleaseFacts* release);

  // Asks users' requests before everything else is looked at. Errors as AskForTwin().
  absl::Status AskUsersRequests();

  // `came_back`: whether the system did. Errors as LookAtTwin().
  absl::StatusOr<TwinLook> Compare(const Expected& expected, const ReleaseFacts* release,
                                   bool came_back);

 private:
  const Stack& stack() const { return options_.drill->stack(); }
  TwinInput InputFor(const Expected& expected, const ReleaseFacts* release) const;

  const DrillTwinOptions options_;
  // Before the fault.
  std::optional<Portrait> rows_;
  std::optional<Portrait> database_;
  // Of the last one.
  absl::Time fault_ended_ = absl::InfinitePast();
  // Why there is none, where it is none.
  absl::StatusOr<Portrait> parts_ =
      absl::NotFoundError("no fault of the scenario deploys a release");
  // Nullopt before AskUsersRequests(), and where there is nothing to compare with.
  std::optional<UsersAnswers> asked_;
};

}  // namespace drill

#endif  // HARNESS_DRILL_DRILL_TWIN_H_
