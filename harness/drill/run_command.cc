#include <algorithm>
#include <cstdio>
#include <map>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/time/time.h"
#include "harness/base/plural.h"
#include "harness/drill/commands.h"
#include "harness/drill/new_drill.h"
#include "harness/drill/numbered_work.h"
#include "harness/drill/one_drill.h"
#include "harness/drill/out_directory.h"
#include "harness/drill/prepare_all.h"
#include "harness/drill/prepared_drill.h"
#include "harness/drill/seeding.h"
#include "harness/drill/worst_exit_code.h"
#include "harness/journal/failed_summary.h"
#include "harness/journal/sample.h"
#include "reports/console.h"
#include "reports/drills_table.h"
#include "reports/run_directory.h"

namespace drill {
namespace {

// One drill: the directory itself; several: one below it for each.
std::string RunDirectory(const std::string& out, const std::string& name, int number, int total) {
  if (total == 1) return out;
  return absl::StrCat(out, "/", absl::StrReplaceAll(name, {{"/", "-"}}), "-", number);
}

class DrillRuns {
 public:
  DrillRuns(const Options& options, const StopToken& stop, Seeding& seeding,
            std::vector<PreparedDrill> drills)
      : options_(options),
        stop_(stop),
        seeding_(seeding),
        drills_(std::move(drills)),
        out_(OutDirectory(options.out, drills_.size() == 1 && options.repeat == 1
                                           ? drills_.front().name()
                                           : "")) {
    for (const PreparedDrill& drill : drills_)
      longest_name_ = std::max(longest_name_, drill.name().size());
  }

  int RunAll() {
    total_ = static_cast<int>(drills_.size()) * options_.repeat;
    DoNumberedWork(total_, options_.jobs, stop_, [this](int number) { RunOne(number); });
    if (total_ > 1) PrintTable();
    if (const absl::Status written = WriteBazelResult(Summaries()); !written.ok()) {
      Complain(written.message());
      return kExitMachineError;
    }
    return ExitCode();
  }

 private:
  void RunOne(int number) {
    const PreparedDrill& drill = drills_[number % drills_.size()];
    absl::StatusOr<OneDrill> one = NewDrill(drill, options_, seeding_, stop_);
    if (!one.ok()) return Note(number, drill, one.status());
    one->run_directory = RunDirectory(out_, drill.name(), number + 1, total_);
    one->random_seed = RandomSeed(options_, drill.scenario());
    if (options_.jobs > 1 && total_ > 1) one->prefix = Prefix(drill.name(), number);
    Note(number, drill, RunOneDrill(*one));
  }

  void Note(int number, const PreparedDrill& drill, const absl::StatusOr<OneDrillResult>& result) {
    const std::lock_guard<std::mutex> lock(mutex_);
    if (!result.ok()) {
      const bool beside = options_.jobs > 1 && total_ > 1;
      std::printf("%s", FinalLines(FailedSummary(drill.name(), result.status()), "", false,
                                   beside ? Prefix(drill.name(), number) : "")
                            .c_str());
      std::fflush(stdout);
    }
    exit_codes_.push_back(result.ok() ? result->exit_code : kExitMachineError);
    if (result.ok()) samples_[drill.name()].push_back(result->summary);
    summaries_.emplace(
        number, result.ok() ? result->summary : FailedSummary(drill.name(), result.status()));
  }

  // "shop/x    | "; of the second time that it is drilled "shop/x #2 | ".
  std::string Prefix(const std::string& name, int number) const {
    std::string label = name;
    size_t longest = longest_name_;
    if (options_.repeat > 1) {
      absl::StrAppend(&label, " #", number / static_cast<int>(drills_.size()) + 1);
      longest += absl::StrCat(" #", options_.repeat).size();
    }
    return absl::StrCat(label, std::string(longest - label.size(), ' '), " | ");
  }

  std::vector<Summary> Summaries() const {
    std::vector<Summary> summaries;
    for (const auto& [number, summary] : summaries_) summaries.push_back(summary);
    return summaries;
  }

  // Of one control alone: its own, as of any drill. Of several: whether each did as it must.
  int ExitCode() const {
    if (options_.control == Control::kNone || total_ == 1) return WorstExitCode(exit_codes_);
    std::vector<ControlEnd> ends;
    for (const auto& [number, summary] : summaries_)
      ends.push_back({summary.exit_code(), summary.as_expected()});
    return ControlsExitCode(ends);
  }

  void PrintTable() {
    std::printf("\n%s", DrillsTable(Summaries()).c_str());
    const size_t not_run = static_cast<size_t>(total_) - summaries_.size();
    if (not_run > 0) {
      std::printf("%s not run\n",
                  Counted(static_cast<int64_t>(not_run), "drill was", "drills were").c_str());
    }
    std::printf("reports below %s\n", out_.c_str());
    for (const auto& [name, summaries] : samples_) PrintSample(name, summaries);
  }

  // What the repeated drills of one scenario say together; controls measure no recovery.
  void PrintSample(const std::string& name, const std::vector<Summary>& summaries) const {
    if (options_.control != Control::kNone || summaries.size() < 2) return;
    std::vector<absl::Duration> recoveries;
    for (const Summary& summary : summaries) {
      if (summary.outcome() == "passed")
        recoveries.push_back(absl::Milliseconds(summary.recovery().time_ms()));
    }
    if (recoveries.empty()) return;
    const absl::Duration target = absl::Milliseconds(summaries.front().targets(0).limit_ms());
    std::printf(
        "  %s: %s\n", name.c_str(),
        DescribeSample(std::move(recoveries), static_cast<int>(summaries.size()), target).c_str());
  }

  const Options& options_;
  const StopToken& stop_;
  Seeding& seeding_;
  const std::vector<PreparedDrill> drills_;
  const std::string out_;
  size_t longest_name_ = 0;
  int total_ = 0;
  std::mutex mutex_;
  std::vector<int> exit_codes_;
  std::map<std::string, std::vector<Summary>> samples_;
  // Of all drills that ended, by their number.
  std::map<int, Summary> summaries_;
};

}  // namespace

int RunDrills(const Options& options, const StopToken& stop) {
  if (const absl::Status usable = CheckOut(options.out); !usable.ok()) {
    Complain(usable.message());
    return kExitUsage;
  }
  int unusable = 0;
  std::vector<PreparedDrill> drills = PrepareAll(options, &unusable);
  if (drills.empty()) return unusable;
  Seeding seeding(stop);
  if (const absl::Status ready = seeding.EnsureAll(drills); !ready.ok()) {
    Complain(ready.message());
    return ExitCodeOfSeeding(ready);
  }
  return DrillRuns(options, stop, seeding, std::move(drills)).RunAll();
}

}  // namespace drill
