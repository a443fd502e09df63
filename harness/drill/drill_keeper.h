// Adds each drill to the history when it ends.
#ifndef HARNESS_DRILL_DRILL_KEEPER_H_
#define HARNESS_DRILL_DRILL_KEEPER_H_

#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "harness/history/history.h"
#include "harness/journal/summary.pb.h"

namespace drill {

// Where the history lies: where `asked` says; without it ./drill-runs/history.db. Empty where
// nothing is to be kept: "none" was asked for, or this is a test of Bazel's, whose working
// directory is not a person's.
std::string HistoryPlace(const std::string& asked);

// Thread-safe.
class DrillKeeper {
 public:
  // `place` as of HistoryPlace(). Errors as History::Open()'s: they are known before the first
  // drill begins.
  static absl::StatusOr<std::unique_ptr<DrillKeeper>> Open(const std::string& place);

  // A drill that never began (it has no time) is not kept. An error says which drill is missing in
  // the history, and why.
  absl::Status Keep(const Summary& summary, const std::string& run_directory);

  // As History::Find(); FailedPrecondition where nothing is kept.
  absl::StatusOr<std::vector<KeptDrill>> Find(const HistoryFilter& filter);

 private:
  explicit DrillKeeper(std::unique_ptr<History> history) : history_(std::move(history)) {}

  std::mutex mutex_;
  // Null: nothing is kept.
  const std::unique_ptr<History> history_;
};

}  // namespace drill

#endif  // HARNESS_DRILL_DRILL_KEEPER_H_
