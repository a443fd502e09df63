#include "harness/drill/drill_keeper.h"

#include <cstdlib>
#include <filesystem>

#include "absl/strings/str_cat.h"
#include "harness/base/status_macros.h"

namespace drill {
namespace {

constexpr char kNone[] = "none";
constexpr char kUsualPlace[] = "drill-runs/history.db";

}  // namespace

std::string HistoryPlace(const std::string& asked) {
  if (asked == kNone) return "";
  if (!asked.empty()) return asked;
  return std::getenv("TEST_TMPDIR") == nullptr ? kUsualPlace : "";
}

absl::StatusOr<std::unique_ptr<DrillKeeper>> DrillKeeper::Open(const std::string& place) {
  std::unique_ptr<History> history;
  if (!place.empty()) {
    ASSIGN_OR_RETURN(history, History::Open(place));
  }
  return std::unique_ptr<DrillKeeper>(new DrillKeeper(std::move(history)));
}

absl::Status DrillKeeper::Keep(const Summary& summary, const std::string& run_directory) {
  if (history_ == nullptr || summary.started_at().empty()) return absl::OkStatus();
  const std::lock_guard<std::mutex> lock(mutex_);
  // Whoever reads it may be somewhere else.
  std::error_code ignored;
  const std::string absolute = std::filesystem::absolute(run_directory, ignored);
  const absl::Status added = history_->Add({summary, absolute.empty() ? run_directory : absolute});
  if (added.ok()) return added;
  return absl::Status(added.code(), absl::StrCat("the drill in ", run_directory,
                                                 " is not in the history: ", added.message()));
}

absl::StatusOr<std::vector<KeptDrill>> DrillKeeper::Find(const HistoryFilter& filter) {
  if (history_ == nullptr) return absl::FailedPreconditionError("no history is kept");
  const std::lock_guard<std::mutex> lock(mutex_);
  return history_->Find(filter);
}

}  // namespace drill
