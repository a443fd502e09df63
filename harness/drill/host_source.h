// Where a drill's machine comes from. Of real drills it is a clone of the stack's seed
// (cloned_host_source.h); in tests a directory stands in.
#ifndef HARNESS_DRILL_HOST_SOURCE_H_
#define HARNESS_DRILL_HOST_SOURCE_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "harness/base/stop_token.h"
#include "harness/host/drill_host.h"
#include "harness/host/host_disk.h"
#include "harness/host/kept_host.h"
#include "harness/stack/stack.pb.h"

namespace drill {

// Nothing is owned.
struct HostOrder {
  // Unique on this machine.
  std::string id;
  const Stack* stack = nullptr;
  // Directory that is laid over the machine's files before it boots; empty: none.
  std::string overlay;
  // Directories that are limited file systems of their own.
  std::vector<HostDiskSpec> disks;
  // The machine lives on when the harness ends.
  bool outlives_harness = false;
  const StopToken* stop = nullptr;
};

// Directories of this machine.
struct HostTrees {
  std::string seed;
  // Where the host's files lie.
  std::string host;
};

// Of one drill.
class HostSource {
 public:
  virtual ~HostSource() = default;

  // A machine whose engine answers. Called once.
  virtual absl::StatusOr<std::unique_ptr<DrillHost>> Boot(const HostOrder& order) = 0;
  // After Boot().
  virtual HostTrees Trees() const = 0;
  // After the host's Destroy(): what is on the machine below it otherwise than before Boot().
  virtual std::vector<std::string> ChangesBelow() const = 0;
  // The host stays, and can be entered and removed by its id.
  virtual absl::Status Keep(const KeptHost& host) = 0;
};

}  // namespace drill

#endif  // HARNESS_DRILL_HOST_SOURCE_H_
