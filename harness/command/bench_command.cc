#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "harness/base/clock.h"
#include "harness/base/file.h"
#include "harness/base/printable.h"
#include "harness/base/status_macros.h"
#include "harness/bench/bench_compare.h"
#include "harness/bench/bench_runs.h"
#include "harness/bench/bench_text.h"
#include "harness/bench/benchmark_json.h"
#include "harness/bench/growth_runs.h"
#include "harness/command/commands.h"
#include "harness/command/complain.h"
#include "harness/command/history_base.h"
#include "harness/command/new_drill.h"
#include "harness/command/out_directory.h"
#include "harness/command/prepare_all.h"
#include "harness/command/seeding.h"
#include "harness/drill/drill_keeper.h"
#include "harness/drill/plain_shell.h"
#include "harness/drill/worst_exit_code.h"

namespace drill {
namespace {

// Of a bench that goes on until it is decided.
constexpr absl::Duration kAtMost = absl::Minutes(30);
constexpr int kDrillsOfEachSize = 3;
constexpr int kExitSlower = 3;
// In place of an earlier bench.
constexpr char kHistory[] = "history";
constexpr int kMostKept = 200;

void Print(const std::string& text) {
  std::printf("%s", Printable(text).c_str());
  std::fflush(stdout);
}

// Whether all of them can be benched; says what cannot.
bool CanBeBenched(const std::vector<PreparedDrill>& drills, const BenchOptions& options) {
  bool usable = true;
  for (const PreparedDrill& drill : drills) {
    if (drill.scenario().has_known_bad()) {
      usable = false;
      Complain(absl::StrCat(drill.name(),
                            " drills a procedure that is known not to work: it has no time; bench "
                            "the one that does"));
    }
    if (!options.rows.empty() && !drill.stack().has_growth()) {
      usable = false;
      Complain(absl::StrCat(drill.loaded.stack.file,
                            ": does not say how its data grows; describe it under growth "
                            "(docs/bench.md), or leave --rows out"));
    }
  }
  return usable;
}

// What the history knows of them before the first drill.
absl::StatusOr<BenchBase> KeptBase(const std::vector<PreparedDrill>& drills, DrillKeeper& keeper) {
  BenchBase base;
  for (const PreparedDrill& drill : drills) {
    HistoryFilter filter;
    filter.scenario = drill.name();
    filter.newest = kMostKept;
    ASSIGN_OR_RETURN(const std::vector<KeptDrill> kept, keeper.Find(filter));
    AddToBase(kept, base);
  }
  return base;
}

class BenchCommand {
 public:
  BenchCommand(const std::vector<PreparedDrill>& drills, const Options& options,
               std::optional<BenchBase> base, const StopToken& stop, Seeding& seeding,
               DrillKeeper& keeper)
      : drills_(drills),
        options_(options),
        base_(std::move(base)),
        stop_(stop),
        seeding_(seeding),
        keeper_(keeper),
        out_(OutDirectory(options.out, absl::StrCat(drills.front().name(), "-bench"))) {}

  int Run() { return options_.bench.rows.empty() ? BenchTimes() : BenchGrowth(); }

 private:
  int BenchTimes() {
    BenchPlan plan;
    plan.percent = options_.bench.percent;
    plan.repeat = options_.bench.repeat;
    plan.at_most = AtMost(plan.repeat > 0 ? absl::InfiniteDuration() : kAtMost);
    const auto run = [this](const PreparedDrill& drill, const DrillPlace& place) {
      return RunAndKeep(drill, place);
    };
    BenchRuns runs(plan, out_, drills_, RealClock(), stop_, run);
    if (options_.bench.distortion) AlsoPlain(runs);
    const absl::Status ran = runs.RunAll();
    std::string text;
    for (size_t i = 0; i < drills_.size(); ++i) {
      absl::StrAppend(&text, "\n", BenchText(runs.samples()[i], plan),
                      DistortionText(runs.samples()[i], runs.plain_samples()[i]));
    }
    if (runs.cut_short())
      text += "  ended before everything was decided: --at-most gives more time\n";
    bool slower = false;
    const absl::Status written = Finish(runs.samples(), text, &slower);
    for (const absl::Status& status : {ran, written})
      if (!status.ok()) Complain(status.message());
    if (!ran.ok() || !written.ok()) return kExitMachineError;
    std::vector<int> codes = {BenchExitCode(runs.samples(), plan.percent)};
    if (slower) codes.push_back(kExitSlower);
    return WorstExitCode(codes);
  }

  void AlsoPlain(BenchRuns& runs) {
    std::vector<bool> possible;
    for (const PreparedDrill& drill : drills_) {
      const std::string why_not = WhyNotPlain(drill.plan);
      possible.push_back(why_not.empty());
      if (!why_not.empty())
        Complain(absl::StrCat(drill.name(), ": no distortion can be measured: ", why_not));
    }
    runs.AlsoPlain(std::move(possible),
                   [this](const PreparedDrill& drill, const DrillPlace& place) {
                     return RunOne(drill, place, 0, /*plain=*/true);
                   });
  }

  // Writes the times, compares them, prints all of it and writes it, too.
  absl::Status Finish(const std::vector<BenchSample>& samples, std::string text, bool* slower) {
    std::vector<BenchSeries> series;
    std::vector<std::string> targets;
    BenchOrigin origin;
    for (const BenchSample& sample : samples) {
      const std::vector<BenchSeries> own = sample.Series();
      series.insert(series.end(), own.begin(), own.end());
      for (size_t i = 0; i < sample.targets().size(); ++i) targets.push_back(own[i].name);
      if (sample.machine()) origin.machine = *sample.machine();
      origin.inputs[sample.scenario()] = sample.inputs();
    }
    if (base_) {
      const BenchComparison comparison = CompareBenches(*base_, series, origin, targets);
      absl::StrAppend(&text, "compared with ", options_.bench.compare, "\n", comparison.text);
      *slower = comparison.slower;
    }
    Print(text);
    RETURN_IF_ERROR(MakeDirectories(out_));
    RETURN_IF_ERROR(WriteFile(absl::StrCat(out_, "/bench.txt"), text));
    return WriteTimes(series, origin);
  }

  absl::Status WriteTimes(const std::vector<BenchSeries>& series, const BenchOrigin& origin) {
    const auto timed = [](const BenchSeries& one) { return !one.times.empty(); };
    if (std::none_of(series.begin(), series.end(), timed)) return absl::OkStatus();
    ASSIGN_OR_RETURN(const std::string json, BenchmarkJson(series, origin));
    RETURN_IF_ERROR(WriteFile(absl::StrCat(out_, "/benchmark.json"), json));
    Print(absl::StrCat("  times     ", out_, "/benchmark.json\n"));
    return absl::OkStatus();
  }

  int BenchGrowth() {
    GrowthPlan plan;
    plan.rows.assign(options_.bench.rows.begin(), options_.bench.rows.end());
    plan.repeat = options_.bench.repeat > 0 ? options_.bench.repeat : kDrillsOfEachSize;
    plan.at_most = AtMost(absl::InfiniteDuration());
    std::string text;
    std::vector<BenchSeries> series;
    BenchOrigin origin;
    std::vector<int> codes;
    for (const PreparedDrill& drill : drills_) {
      const auto run = [this](const PreparedDrill& one, const DrillPlace& place, int64_t rows) {
        return RunOne(one, place, rows);
      };
      const absl::StatusOr<GrowthRuns> runs = RunGrowth(plan, out_, drill, RealClock(), stop_, run);
      if (!runs.ok()) {
        Complain(runs.status().message());
        codes.push_back(kExitMachineError);
        continue;
      }
      absl::StrAppend(&text, "\n", GrowthReport(runs->sample, options_.bench.at_size));
      if (runs->cut_short) text += "  ended before every size was measured\n";
      const std::vector<BenchSeries> own = runs->sample.Series();
      series.insert(series.end(), own.begin(), own.end());
      if (runs->sample.machine()) origin.machine = *runs->sample.machine();
      codes.push_back(GrowthExitCode(runs->sample, options_.bench.at_size));
    }
    Print(text);
    absl::Status written = MakeDirectories(out_);
    if (written.ok()) written = WriteFile(absl::StrCat(out_, "/bench.txt"), text);
    if (written.ok()) written = WriteTimes(series, origin);
    if (!written.ok()) {
      Complain(written.message());
      codes.push_back(kExitMachineError);
    }
    return WorstExitCode(codes);
  }

  absl::Duration AtMost(absl::Duration usual) const {
    return options_.bench.at_most > absl::ZeroDuration() ? options_.bench.at_most : usual;
  }

  // A drill as `run` makes it: it is kept in the history.
  absl::StatusOr<OneDrillResult> RunAndKeep(const PreparedDrill& drill, const DrillPlace& place) {
    ASSIGN_OR_RETURN(OneDrillResult result, RunOne(drill, place, 0));
    RETURN_IF_ERROR(keeper_.Keep(result.summary, place.run_directory));
    return result;
  }

  absl::StatusOr<OneDrillResult> RunOne(const PreparedDrill& drill, const DrillPlace& place,
                                        int64_t rows, bool plain = false) {
    ASSIGN_OR_RETURN(OneDrill one, NewDrill(drill, options_, seeding_, stop_));
    one.run_directory = place.run_directory;
    one.random_seed = RandomSeed(options_, drill.scenario());
    one.growth_rows = rows;
    one.plain_shell = plain;
    if (plain)
      one.description = "The same, its procedure typed into a plain bash, to compare times";
    return RunOneDrill(one);
  }

  const std::vector<PreparedDrill>& drills_;
  const Options& options_;
  const std::optional<BenchBase> base_;
  const StopToken& stop_;
  Seeding& seeding_;
  DrillKeeper& keeper_;
  const std::string out_;
};

}  // namespace

int BenchDrills(const Options& options, const StopToken& stop) {
  if (const absl::Status usable = CheckOut(options.out); !usable.ok()) {
    Complain(usable.message());
    return kExitUsage;
  }
  std::optional<BenchBase> base;
  if (!options.bench.compare.empty() && options.bench.compare != kHistory) {
    absl::StatusOr<BenchBase> read = ReadBenchmarkJson(options.bench.compare);
    if (!read.ok()) {
      Complain(read.status().message());
      return kExitUsage;
    }
    base = *std::move(read);
  }
  int unusable = 0;
  const std::vector<PreparedDrill> drills = PrepareAll(options, &unusable);
  if (drills.empty()) return unusable;
  if (!CanBeBenched(drills, options.bench)) return kExitUnusable;
  // That it cannot be written is not to be found out after an hour of drills.
  const absl::StatusOr<std::unique_ptr<DrillKeeper>> keeper =
      DrillKeeper::Open(HistoryPlace(options.history));
  if (!keeper.ok()) {
    Complain(keeper.status().message());
    return kExitUnusable;
  }
  if (options.bench.compare == kHistory) {
    absl::StatusOr<BenchBase> kept = KeptBase(drills, **keeper);
    if (!kept.ok()) {
      Complain(absl::StrCat("--compare history: ", kept.status().message()));
      return kExitUnusable;
    }
    base = *std::move(kept);
  }
  Seeding seeding(stop);
  if (const absl::Status ready = seeding.EnsureAll(drills); !ready.ok()) {
    Complain(ready.message());
    return ExitCodeOfSeeding(ready);
  }
  return BenchCommand(drills, options, std::move(base), stop, seeding, **keeper).Run();
}

}  // namespace drill
