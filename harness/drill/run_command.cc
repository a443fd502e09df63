#include <time.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/time/clock.h"
#include "harness/drill/commands.h"
#include "harness/drill/one_drill.h"
#include "harness/drill/prepared_drill.h"
#include "harness/drill/seeding.h"
#include "harness/journal/sample.h"
#include "harness/scenario/scenario_loader.h"
#include "harness/verify/verdict.h"
#include "reports/run_directory.h"

namespace drill {
namespace {

// Every scenario that was asked for, checked; prints all problems of all of them. Empty: nothing
// usable.
std::vector<PreparedDrill> PrepareAll(const Options& options) {
  std::vector<PreparedDrill> drills;
  bool usable = true;
  for (const std::string& argument : options.arguments) {
    const absl::StatusOr<std::vector<std::string>> files = FindScenarios(Root(), argument);
    if (!files.ok()) {
      std::fprintf(stderr, "%s\n", std::string(files.status().message()).c_str());
      usable = false;
      continue;
    }
    for (const std::string& file : *files) {
      absl::StatusOr<PreparedDrill> drill = PrepareDrill(Root(), file, options.runbook);
      if (!drill.ok()) std::fprintf(stderr, "%s\n", std::string(drill.status().message()).c_str());
      usable = usable && drill.ok() && drill->problems.empty();
      if (!drill.ok()) continue;
      for (const std::string& problem : drill->problems)
        std::fprintf(stderr, "%s\n", problem.c_str());
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
std::string RunDirectory(const Options& options, const std::string& stamp, const std::string& name,
                         int number, int total) {
  const std::string leaf = absl::StrCat(absl::StrReplaceAll(name, {{"/", "-"}}),
                                        total > 1 ? absl::StrCat("-", number) : "");
  if (options.out.empty()) return absl::StrCat("drill-runs/", stamp, "-", getpid(), "-", leaf);
  return total > 1 ? absl::StrCat(options.out, "/", leaf) : options.out;
}

class Runs {
 public:
  Runs(const Options& options, const StopToken& stop, Seeding& seeding,
       std::vector<PreparedDrill> drills)
      : options_(options),
        stop_(stop),
        seeding_(seeding),
        drills_(std::move(drills)),
        stamp_(Stamp()) {}

  int RunAll() {
    total_ = static_cast<int>(drills_.size()) * options_.repeat;
    std::vector<std::thread> workers;
    for (int i = 0; i < std::min(options_.jobs, total_); ++i)
      workers.emplace_back([this] { Work(); });
    for (std::thread& worker : workers) worker.join();
    if (total_ > 1) PrintTable();
    if (const absl::Status written = WriteBazelResult(summaries_); !written.ok()) {
      std::fprintf(stderr, "%s\n", std::string(written.message()).c_str());
      exit_codes_.push_back(kExitMachineError);
    }
    return WorstExitCode(exit_codes_);
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
    one.options = &options_;
    one.stop = &stop_;
    one.run_directory = RunDirectory(options_, stamp_, drill.name(), number + 1, total_);
    one.id = seeding_.session()->NewId(drill.name());
    one.random_seed = RandomSeed(options_, drill.scenario());
    one.plain = options_.jobs > 1;
    const absl::StatusOr<OneDrillResult> result = RunOneDrill(one);
    const std::lock_guard<std::mutex> lock(mutex_);
    if (!result.ok()) {
      std::fprintf(stderr, "%s: %s\n", drill.name().c_str(),
                   std::string(result.status().message()).c_str());
    }
    exit_codes_.push_back(result.ok() ? result->exit_code : kExitMachineError);
    if (result.ok()) {
      samples_[drill.name()].push_back(result->summary);
      summaries_.push_back(result->summary);
    }
    lines_.push_back(absl::StrCat(drill.name(), "  ",
                                  result.ok() ? result->summary.outcome() : "error", "  exit ",
                                  exit_codes_.back(), "  ", one.run_directory));
  }

  void PrintTable() {
    std::printf("\n%zu of %d drills ended:\n", lines_.size(), total_);
    for (const std::string& line : lines_) std::printf("  %s\n", line.c_str());
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
  const std::string stamp_;
  int total_ = 0;
  std::atomic<int> next_{0};
  std::mutex mutex_;
  std::vector<int> exit_codes_;
  std::vector<std::string> lines_;
  std::map<std::string, std::vector<Summary>> samples_;
  // Of all drills, in the order of their ends.
  std::vector<Summary> summaries_;
};

}  // namespace

int RunDrills(const Options& options, const StopToken& stop) {
  std::vector<PreparedDrill> drills = PrepareAll(options);
  if (drills.empty()) return kExitUnusable;
  Seeding seeding(stop);
  for (const PreparedDrill& drill : drills) {
    if (const absl::Status ready = seeding.Ensure(drill); !ready.ok()) {
      std::fprintf(stderr, "%s: %s\n", drill.name().c_str(), std::string(ready.message()).c_str());
      return kExitMachineError;
    }
  }
  return Runs(options, stop, seeding, std::move(drills)).RunAll();
}

}  // namespace drill
