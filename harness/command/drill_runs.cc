#include "harness/command/drill_runs.h"

#include <algorithm>
#include <cstdio>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "harness/base/name_as_directory.h"
#include "harness/base/numbered_work.h"
#include "harness/base/plural.h"
#include "harness/command/complain.h"
#include "harness/command/out_directory.h"
#include "harness/drill/exit_codes.h"
#include "harness/drill/worst_exit_code.h"
#include "harness/gate/shard.h"
#include "harness/journal/failed_summary.h"
#include "harness/statistics/describe_sample.h"
#include "reports/console.h"
#include "reports/drills_table.h"
#include "reports/run_directory.h"

namespace drill {
namespace {

// The directory of one drill: `out` itself when it is the only one, else a directory below it.
std::string RunDirectory(const std::string& out, const std::string& name, int number, int total) {
  if (total == 1) return out;
  return absl::StrCat(out, "/", NameAsDirectory(name), "-", number);
}

}  // namespace

DrillRuns::DrillRuns(const Options& options, const StopToken& stop,
                     std::vector<PreparedDrill> drills, RunOneAt run, Coming coming)
    : options_(options),
      stop_(stop),
      drills_(std::move(drills)),
      run_(std::move(run)),
      coming_(std::move(coming)),
      out_(OutDirectory(options.out,
                        drills_.size() == 1 && options.repeat == 1 ? drills_.front().name() : "")),
      total_(static_cast<int>(drills_.size()) * options.repeat) {
  for (const PreparedDrill& drill : drills_)
    longest_name_ = std::max(longest_name_, drill.name().size());
  const Shard shard = ParseShard(options.shard).value_or(Shard());
  for (int number = 0; number < total_; ++number)
    if (shard.Has(static_cast<size_t>(number))) numbers_.push_back(number);
}

int DrillRuns::RunAll() {
  DoNumberedWork(
      static_cast<int>(numbers_.size()), options_.jobs, stop_,
      [this](int i, const ClaimNext& claim) { RunOne(numbers_[static_cast<size_t>(i)], claim); });
  if (total_ > 1) PrintTable();
  if (const absl::Status written = WriteBazelResult(Summaries()); !written.ok()) {
    Complain(written.message());
    return kExitMachineError;
  }
  return ExitCode();
}

void DrillRuns::RunOne(int number, const ClaimNext& claim) {
  const PreparedDrill& drill = drills_[number % drills_.size()];
  DrillPlace place;
  place.run_directory = RunDirectory(out_, drill.name(), number + 1, total_);
  place.number = number;
  if (Beside()) {
    place.prefix = Prefix(drill.name(), number);
    if (coming_ != nullptr) place.when_compared = [&] { TellComing(claim); };
  }
  Note(number, drill, run_(drill, place));
}

void DrillRuns::TellComing(const ClaimNext& claim) {
  const std::optional<int> next = claim();
  if (!next || stop_.stopped()) return;
  const int number = numbers_[static_cast<size_t>(*next)];
  coming_(drills_[number % drills_.size()], number);
}

void DrillRuns::Note(int number, const PreparedDrill& drill,
                     const absl::StatusOr<OneDrillResult>& result) {
  const std::lock_guard<std::mutex> lock(mutex_);
  const Summary summary =
      result.ok() ? result->summary : FailedSummary(drill.name(), result.status());
  if (!result.ok()) {
    const std::string prefix = Beside() ? Prefix(drill.name(), number) : "";
    std::printf("%s", FinalLines(summary, "", false, prefix).c_str());
    std::fflush(stdout);
  }
  exit_codes_.push_back(result.ok() ? result->exit_code : kExitMachineError);
  if (result.ok()) samples_[drill.name()].push_back(summary);
  summaries_.emplace(number, summary);
}

// "shop/x    | "; of the second time that it is drilled "shop/x #2 | ".
std::string DrillRuns::Prefix(const std::string& name, int number) const {
  std::string label = name;
  size_t longest = longest_name_;
  if (options_.repeat > 1) {
    absl::StrAppend(&label, " #", number / static_cast<int>(drills_.size()) + 1);
    longest += absl::StrCat(" #", options_.repeat).size();
  }
  return absl::StrCat(label, std::string(longest - label.size(), ' '), " | ");
}

std::vector<Summary> DrillRuns::Summaries() const {
  std::vector<Summary> summaries;
  for (const auto& [number, summary] : summaries_) summaries.push_back(summary);
  return summaries;
}

// The worst of the drills' own exit codes. For several controls: whether each ended as it must.
int DrillRuns::ExitCode() const {
  // Of more shards than drills some have nothing to do.
  if (numbers_.empty()) return 0;
  if (options_.drill.control == Control::kNone || total_ == 1) return WorstExitCode(exit_codes_);
  std::vector<ControlEnd> ends;
  for (const auto& [number, summary] : summaries_)
    ends.push_back({summary.exit_code(), summary.as_expected()});
  return ControlsExitCode(ends);
}

void DrillRuns::PrintTable() const {
  std::printf("\n%s", DrillsTable(Summaries()).c_str());
  const size_t not_run = numbers_.size() - summaries_.size();
  if (not_run > 0) {
    std::printf("%s not run\n",
                Counted(static_cast<int64_t>(not_run), "drill was", "drills were").c_str());
  }
  const size_t elsewhere = static_cast<size_t>(total_) - numbers_.size();
  if (elsewhere > 0) {
    std::printf("%s of other shards than %s\n",
                Counted(static_cast<int64_t>(elsewhere), "drill is", "drills are").c_str(),
                options_.shard.c_str());
  }
  std::printf("reports below %s\n", out_.c_str());
  for (const auto& [name, summaries] : samples_) PrintSample(name, summaries);
}

// What the repeated drills of one scenario say together; controls measure no recovery.
void DrillRuns::PrintSample(const std::string& name, const std::vector<Summary>& summaries) const {
  if (options_.drill.control != Control::kNone || summaries.size() < 2) return;
  std::vector<absl::Duration> recoveries;
  for (const Summary& summary : summaries) {
    if (summary.outcome() == OUTCOME_PASSED)
      recoveries.push_back(absl::Milliseconds(summary.recovery().time_ms()));
  }
  if (recoveries.empty()) return;
  const absl::Duration target = absl::Milliseconds(summaries.front().targets(0).limit_ms());
  std::printf(
      "  %s: %s\n", name.c_str(),
      DescribeSample(std::move(recoveries), static_cast<int>(summaries.size()), target).c_str());
}

}  // namespace drill
