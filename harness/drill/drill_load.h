// The load of one drill: its requests while it runs, and afterwards what became of what they wrote.
#ifndef HARNESS_DRILL_DRILL_LOAD_H_
#define HARNESS_DRILL_DRILL_LOAD_H_

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "harness/base/wall_anchor.h"
#include "harness/drill/drill_system.h"
#include "harness/host/drill_host.h"
#include "harness/journal/journal.pb.h"
#include "harness/load/compare_ledger.h"
#include "harness/load/load_generator.h"
#include "harness/probe/probe_context.h"
#include "harness/scenario/scenario.pb.h"
#include "harness/stack/stack.pb.h"

namespace drill {

// Nothing is owned.
struct DrillLoadOptions {
  DrillHost* host = nullptr;
  const ProbeContext* context = nullptr;
  const Stack* stack = nullptr;
  // Prefix of every write's key; unique on this machine.
  std::string id;
  // Directory in which the ledger is kept, as "ledger.log".
  std::string run_directory;
  // Anchor of every wall-clock time that is compared with the ledger's.
  WallAnchor anchor;
};

// For a stack without a load every call does nothing: there are no windows and nothing to compare.
class DrillLoad {
 public:
  explicit DrillLoad(DrillLoadOptions options) : options_(std::move(options)) {}

  // Null: the rates of a scenario that says nothing of its load.
  absl::Status Start(const Load* rates, const std::string& window);
  void Mark(const std::string& window);
  // Ends the load; its windows, the first time, and none after that.
  absl::StatusOr<std::vector<LoadWindow>> Stop();
  // The windows as if it had ended now; see LoadGenerator.
  std::vector<LoadWindow> SoFar();
  // See LoadGenerator::Lately.
  std::vector<LoadWindow> Since(absl::Duration from) const;
  // After Stop(); none before.
  const std::vector<LoadWindow>& windows() const { return windows_; }

  // After Stop(): the ledger against the database. Leaves `recovery_point_*` unset.
  absl::StatusOr<DataResult> Compare(const DataRule& rule, const LossSpan& span) const;
  // Reads some of the writes again, as their users would.
  absl::StatusOr<ReadBackLook> ReadBack() const;

 private:
  const DrillLoadOptions options_;
  std::unique_ptr<LoadGenerator> generator_;
  bool stopped_ = false;
  std::vector<LoadWindow> windows_;
};

}  // namespace drill

#endif  // HARNESS_DRILL_DRILL_LOAD_H_
