// Open-loop load on the system under drill: requests leave when they are due, however slow the
// answers are, and latency counts from that moment.
#ifndef HARNESS_LOAD_LOAD_GENERATOR_H_
#define HARNESS_LOAD_LOAD_GENERATOR_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "harness/base/clock.h"
#include "harness/base/wall_anchor.h"
#include "harness/host/drill_host.h"
#include "harness/journal/journal.pb.h"
#include "harness/load/ledger.h"
#include "harness/stack/stack.pb.h"

namespace drill {

struct LoadOptions {
  LoadShape shape;
  // Requests a second; zero: none of that kind.
  double writes_per_second = 20;
  double reads_per_second = 20;
  // Keys are "<key_prefix>-<n>". Required.
  std::string key_prefix;
  // On this machine. Required.
  std::string ledger_file;
  std::vector<std::string> host_names;
  absl::Duration request_timeout = absl::Seconds(2);
  // A request that is due when so many of its window are under way is not sent, and counts as an
  // error. Those of an earlier window do not count: what hung before the recovery must not keep
  // anything from being asked after it.
  int max_in_flight = 64;
  // First window's name.
  std::string window = "before";
  Clock* clock = &RealClock();
  // Of the ledger's times.
  WallAnchor anchor = WallAnchor(RealClock());
};

// Runs from Start() until Stop() or destruction.
class LoadGenerator {
 public:
  // InvalidArgument for a shape without base_url, or without the request that a rate asks for.
  static absl::StatusOr<std::unique_ptr<LoadGenerator>> Start(DrillHost* host,
                                                              const LoadOptions& options);
  ~LoadGenerator();

  // Requests due from now on belong to the window of this name: before, during, after.
  void Mark(const std::string& window);

  // No more requests; waits for those under way. Then windows() and the ledger are final. Not OK
  // when the load could not be made (the host's network could not be entered, the ledger's file not
  // be written).
  absl::Status Stop();

  // In order. Until Stop(), a request that is under way stands there as one that was not answered.
  std::vector<LoadWindow> windows() const;

  // While the load runs: the windows as if it had ended now. Waits, `patience` at most, until each
  // request that was due before this call has an end; what became due meanwhile is not counted.
  std::vector<LoadWindow> WindowsUntilNow(absl::Duration patience);

  // While the load runs: the windows that have ended, and as the last one, by the name "lately",
  // the requests of the one that goes on which have ended since `from`. Waits for nothing.
  std::vector<LoadWindow> Lately(absl::Duration from) const;

  // After Stop().
  const Ledger& ledger() const;

 private:
  class Impl;
  explicit LoadGenerator(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace drill

#endif  // HARNESS_LOAD_LOAD_GENERATOR_H_
