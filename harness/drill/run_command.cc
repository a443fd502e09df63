#include <time.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <filesystem>
#include <map>
#include <mutex>
#include <string>
#include <system_error>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/time/clock.h"
#include "harness/base/plural.h"
#include "harness/drill/commands.h"
#include "harness/drill/one_drill.h"
#include "harness/drill/prepared_drill.h"
#include "harness/drill/seeding.h"
#include "harness/drill/worst_exit_code.h"
#include "harness/journal/sample.h"
#include "harness/scenario/scenario_loader.h"
#include "reports/console.h"
#include "reports/drills_table.h"
#include "reports/run_directory.h"

namespace drill {
namespace {

// Every scenario that was asked for, checked; prints all problems of all of them. Empty: nothing
// usable, and `exit_code` says why.
std::vector<PreparedDrill> PrepareAll(const Options& options, int* exit_code) {
  std::vector<PreparedDrill> drills;
  bool usable = true;
  *exit_code = kExitUnusable;
  for (const std::string& argument : options.arguments) {
    const absl::StatusOr<std::vector<std::string>> files = FindScenarios(Root(), argument);
    if (!files.ok()) {
      Complain(files.status().message());
      usable = false;
      continue;
    }
    for (const std::string& file : *files) {
      absl::StatusOr<PreparedDrill> drill = PrepareDrill(Root(), file, options.runbook);
      if (!drill.ok()) Complain(drill.status().message());
      if (!drill.ok() && ExitCodeOfReading(drill.status()) == kExitMachineError)
        *exit_code = kExitMachineError;
      usable = usable && drill.ok() && drill->problems.empty();
      if (!drill.ok()) continue;
      for (const std::string& problem : drill->problems) Complain(problem);
      drills.push_back(*std::move(drill));
    }
  }
  if (!usable) drills.clear();
  return drills;
}

std::string Stamp() {
  return absl::FormatTime("%Y%m%d-%H%M%S", absl::Now(), absl::LocalTimeZone());
}

// One drill: the directory itself; several: one below it for each.
std::string RunDirectory(const std::string& out, const std::string& name, int number, int total) {
  if (total == 1) return out;
  return absl::StrCat(out, "/", absl::StrReplaceAll(name, {{"/", "-"}}), "-", number);
}

// What was asked for, or a new one.
std::string OutDirectory(const Options& options, const std::vector<PreparedDrill>& drills) {
  if (!options.out.empty()) return options.out;
  const bool one = drills.size() == 1 && options.repeat == 1;
  return absl::StrCat(
      "drill-runs/", Stamp(), "-", getpid(),
      one ? absl::StrCat("-", absl::StrReplaceAll(drills.front().name(), {{"/", "-"}})) : "");
}

class DrillRuns {
 public:
  DrillRuns(const Options& options, const StopToken& stop, Seeding& seeding,
            std::vector<PreparedDrill> drills)
      : options_(options),
        stop_(stop),
        seeding_(seeding),
        drills_(std::move(drills)),
        out_(OutDirectory(options, drills_)) {
    for (const PreparedDrill& drill : drills_)
      longest_name_ = std::max(longest_name_, drill.name().size());
  }

  int RunAll() {
    total_ = static_cast<int>(drills_.size()) * options_.repeat;
    std::vector<std::thread> workers;
    for (int i = 0; i < std::min(options_.jobs, total_); ++i)
      workers.emplace_back([this] { Work(); });
    for (std::thread& worker : workers) worker.join();
    if (total_ > 1) PrintTable();
    if (const absl::Status written = WriteBazelResult(Summaries()); !written.ok()) {
      Complain(written.message());
      return kExitMachineError;
    }
    return ExitCode();
  }

 private:
  void Work() {
    int number;
    while (!stop_.stopped() && (number = next_++) < total_) RunOne(number);
  }

  void RunOne(int number) {
    const PreparedDrill& drill = drills_[number % drills_.size()];
    OneDrill one;
    one.drill = &drill;
    one.session = seeding_.session();
    one.seed = seeding_.seed(drill);
    one.healthy = seeding_.healthy(drill);
    one.options = &options_;
    one.stop = &stop_;
    one.run_directory = RunDirectory(out_, drill.name(), number + 1, total_);
    const absl::StatusOr<std::string> id = NewHostId(drill.name());
    if (!id.ok()) return Note(number, drill, id.status());
    one.id = *id;
    one.random_seed = RandomSeed(options_, drill.scenario());
    one.root = Root();
    if (options_.jobs > 1 && total_ > 1) one.prefix = Prefix(drill.name(), number);
    Note(number, drill, RunOneDrill(one));
  }

  absl::StatusOr<std::string> NewHostId(const std::string& name) {
    Session& session = *seeding_.session();
    if (options_.keep) return session.NewKeepableId(name);
    return session.NewId(name);
  }

  void Note(int number, const PreparedDrill& drill, const absl::StatusOr<OneDrillResult>& result) {
    const std::lock_guard<std::mutex> lock(mutex_);
    if (!result.ok()) {
      const bool beside = options_.jobs > 1 && total_ > 1;
      std::printf("%s", FinalLines(FailedSummary(drill, result.status()), "", false,
                                   beside ? Prefix(drill.name(), number) : "")
                            .c_str());
      std::fflush(stdout);
    }
    exit_codes_.push_back(result.ok() ? result->exit_code : kExitMachineError);
    if (result.ok()) samples_[drill.name()].push_back(result->summary);
    summaries_.emplace(number,
                       result.ok() ? result->summary : FailedSummary(drill, result.status()));
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

  // A drill that the harness could not see to its end.
  static Summary FailedSummary(const PreparedDrill& drill, const absl::Status& status) {
    Summary summary;
    summary.set_scenario(drill.name());
    summary.set_outcome("error");
    summary.set_exit_code(kExitMachineError);
    summary.add_reasons(std::string(status.message()));
    return summary;
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
  std::atomic<int> next_{0};
  std::mutex mutex_;
  std::vector<int> exit_codes_;
  std::map<std::string, std::vector<Summary>> samples_;
  // Of all drills that ended, by their number.
  std::map<int, Summary> summaries_;
};

// Reports of an earlier run are not mixed with those of this one, or lost.
absl::Status CheckOut(const std::string& out) {
  std::error_code error;
  const std::filesystem::file_status there = std::filesystem::status(out, error);
  if (out.empty() || !std::filesystem::exists(there)) return absl::OkStatus();
  const bool empty = std::filesystem::is_directory(there) && std::filesystem::is_empty(out, error);
  if (empty && !error) return absl::OkStatus();
  return absl::AlreadyExistsError(
      absl::StrCat("--out ", out, " is there already, and is no empty directory; name a new one"));
}

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
  for (const PreparedDrill& drill : drills) {
    absl::Status ready = seeding.Ensure(drill);
    if (ready.ok()) ready = seeding.EnsureHealthy(drill);
    if (!ready.ok()) {
      Complain(absl::StrCat(drill.name(), ": ", ready.message()));
      return ExitCodeOfSeeding(ready);
    }
  }
  return DrillRuns(options, stop, seeding, std::move(drills)).RunAll();
}

}  // namespace drill
