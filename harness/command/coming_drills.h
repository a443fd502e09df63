// The drills of one command, of which the next ones' machines boot while the last ones are
// verified, never more of them than fit into this machine's memory.
#ifndef HARNESS_COMMAND_COMING_DRILLS_H_
#define HARNESS_COMMAND_COMING_DRILLS_H_

#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <utility>

#include "absl/status/statusor.h"
#include "harness/base/stop_token.h"
#include "harness/command/host_room.h"
#include "harness/drill/one_drill.h"
#include "harness/drill/prepared_drill.h"

namespace drill {

// A drill, and its machine's share of the memory for as long as the drill takes.
struct ComingDrill {
  // Before the drill, so that it is given back after the machine has gone.
  HostRoom::Share share;
  OneDrill one;
};

// Thread-safe.
class ComingDrills {
 public:
  using Make = std::function<absl::StatusOr<OneDrill>(const PreparedDrill&)>;

  // `make` makes a drill whose machine has not booted. `room` and `stop` must outlive this.
  ComingDrills(Make make, HostRoom& room, const StopToken& stop)
      : make_(std::move(make)), room_(room), stop_(stop) {}

  // Begins to boot the machine of a drill, if it fits beside those that are there. What keeps it
  // from booting is told when the drill is taken.
  void Begin(const std::string& which, const PreparedDrill& drill);

  // The drill, once its machine fits; where Begin() was called with the same `which`, the machine
  // may be booting, or have booted. Cancelled where the command was stopped meanwhile.
  absl::StatusOr<ComingDrill> Take(const std::string& which, const PreparedDrill& drill);

 private:
  const Make make_;
  HostRoom& room_;
  const StopToken& stop_;
  std::mutex mutex_;
  std::map<std::string, ComingDrill> begun_;
};

}  // namespace drill

#endif  // HARNESS_COMMAND_COMING_DRILLS_H_
