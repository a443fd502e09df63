#include <cstdint>
#include <cstdio>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "harness/base/clock.h"
#include "harness/base/mask.h"
#include "harness/base/problem.h"
#include "harness/base/proto_duration.h"
#include "harness/base/status_macros.h"
#include "harness/command/coming_drills.h"
#include "harness/command/commands.h"
#include "harness/command/complain.h"
#include "harness/command/gate_digests.h"
#include "harness/command/gate_scenarios.h"
#include "harness/command/host_memory.h"
#include "harness/command/host_room.h"
#include "harness/command/new_drill.h"
#include "harness/command/out_directory.h"
#include "harness/command/repository_path.h"
#include "harness/command/seeding.h"
#include "harness/command/tell_gate.h"
#include "harness/drill/drill_keeper.h"
#include "harness/drill/identity.h"
#include "harness/drill/one_drill.h"
#include "harness/gate/gate_loader.h"
#include "harness/gate/gate_plan.h"
#include "harness/gate/gate_run.h"
#include "harness/gate/shard.h"
#include "harness/gate/utc_day.h"
#include "harness/history/history.h"

namespace drill {
namespace {

// What a gate needs of the history; without one nothing can be used again, or be fresh.
absl::Status CheckHistory(const Gate& gate, const std::string& place) {
  if (!place.empty() || (!gate.has_reuse() && gate.fresh().empty())) return absl::OkStatus();
  return absl::InvalidArgumentError(
      "`reuse` and `fresh` of the gate ask the history, and there is none; name it with --history, "
      "or leave them out of the gate file");
}

class GateCommand {
 public:
  GateCommand(const Options& options, const StopToken& stop)
      : options_(options),
        stop_(stop),
        seeding_(stop),
        out_(OutDirectory(options.out, "gate")),
        room_(MemoryForHosts()),
        coming_(
            [this](const PreparedDrill& drill) {
              return NewDrill(drill, options_, seeding_, stop_);
            },
            room_, stop_) {}

  int Run() {
    std::vector<std::string> unreadable;
    scenarios_ = GateScenarios::Find(Root(), &unreadable);
    const GateCatalogue catalogue = scenarios_.Catalogue();
    const absl::StatusOr<LoadedGate> gate =
        LoadGate(options_.arguments.front(), catalogue, DayOf(RealClock().Wall()));
    if (!gate.ok()) {
      Complain(gate.status().message());
      return ExitCodeOfReading(gate.status());
    }
    if (!gate->problems.empty()) {
      // A scenario that the gate names may be one of those.
      for (const std::string& one : unreadable) Complain(one);
      std::fprintf(stderr, "%s", FormatProblems(gate->problems).c_str());
      return kExitUnusable;
    }
    GateReport planned = PlanGate(*gate, catalogue);
    if (const int code = Check(gate->gate, planned); code != 0) return code;
    return Drill(gate->gate, std::move(planned), catalogue);
  }

 private:
  // What can be said before anything is drilled. Returns 0 where nothing is wrong.
  int Check(const Gate& gate, const GateReport& planned) {
    if (const int code = CheckScenarios(planned); code != 0) return code;
    return OpenHistory(gate);
  }

  int CheckScenarios(const GateReport& planned) {
    std::vector<std::string> problems = scenarios_.ProblemsOf(planned);
    LimitProblems(&problems);
    for (const std::string& problem : problems) Complain(problem);
    return problems.empty() ? 0 : kExitUnusable;
  }

  int OpenHistory(const Gate& gate) {
    const std::string place = HistoryPlace(options_.history);
    if (const absl::Status usable = CheckHistory(gate, place); !usable.ok()) {
      Complain(usable.message());
      return kExitUsage;
    }
    absl::StatusOr<std::unique_ptr<DrillKeeper>> keeper = DrillKeeper::Open(place);
    if (!keeper.ok()) {
      Complain(keeper.status().message());
      return kExitMachineError;
    }
    keeper_ = *std::move(keeper);
    return 0;
  }

  int Drill(const Gate& gate, GateReport planned, const GateCatalogue& catalogue) {
    GateRunOptions run;
    run.shard = ParseShard(options_.shard).value_or(Shard());
    run.jobs = options_.jobs;
    run.only_stale = options_.only_stale;
    if (gate.has_reuse()) run.reuse = FromProto(gate.reuse().max_age());
    run.always = AlwaysRun(gate, catalogue);
    const GateSeams seams = Seams();
    absl::StatusOr<GateReport> report = GateRun(run, seams, stop_).Run(std::move(planned));
    if (!report.ok()) {
      Complain(masker_.Mask(report.status().message()));
      return seeding_failed_ ? ExitCodeOfSeeding(report.status()) : kExitMachineError;
    }
    NamePathsForTools(*report);
    masker_.MaskMessage(&*report);
    return TellGate(*report, out_);
  }

  static std::set<std::string> AlwaysRun(const Gate& gate, const GateCatalogue& catalogue) {
    std::set<std::string> names;
    for (const GateDrill& drill : gate.drills()) {
      if (!drill.always()) continue;
      for (const GateScenario* scenario : catalogue.Named(drill.scenario()))
        names.insert(scenario->name);
    }
    return names;
  }

  GateSeams Seams() {
    GateSeams seams;
    seams.clock = &RealClock();
    seams.digest = [this](const std::string& name) { return digests_.Of(name); };
    seams.find = [this](const HistoryFilter& filter) { return keeper_->Find(filter); };
    seams.keep = [this](const std::string&, const Summary& summary, const GatePlace& place) {
      return keeper_->Keep(summary, DirectoryOf(place));
    };
    seams.make_ready = [this](const std::vector<std::string>& names) { return MakeReady(names); };
    seams.run = [this](const std::string& name, const GatePlace& place) -> absl::StatusOr<Summary> {
      ASSIGN_OR_RETURN(const PreparedDrill* const drill, scenarios_.Get(name));
      return RunOne(*drill, place);
    };
    seams.coming = [this](const std::string& name) {
      const absl::StatusOr<const PreparedDrill*> drill = scenarios_.Get(name);
      if (drill.ok()) coming_.Begin(name, **drill);
    };
    return seams;
  }

  std::string DirectoryOf(const GatePlace& place) const {
    return absl::StrCat(out_, "/", place.directory);
  }

  absl::Status MakeReady(const std::vector<std::string>& names) {
    seeding_failed_ = true;
    std::vector<int64_t> hosts;
    for (const std::string& name : names) {
      ASSIGN_OR_RETURN(const PreparedDrill* const drill, scenarios_.Get(name));
      const absl::Status ready = seeding_.EnsureBoth(*drill);
      if (!ready.ok()) return absl::Status(ready.code(), absl::StrCat(name, ": ", ready.message()));
      hosts.push_back(HostMemory(drill->stack()));
    }
    seeding_failed_ = false;
    TellTooManyAtOnce(hosts, options_.jobs);
    return absl::OkStatus();
  }

  absl::StatusOr<Summary> RunOne(const PreparedDrill& drill, const GatePlace& place) {
    ASSIGN_OR_RETURN(ComingDrill taken, coming_.Take(drill.name(), drill));
    OneDrill& one = taken.one;
    one.when_compared = place.when_compared;
    one.run_directory = DirectoryOf(place);
    one.prefix = place.prefix;
    one.random_seed = RandomSeed(options_, drill.scenario());
    one.masker = &masker_;
    ASSIGN_OR_RETURN(OneDrillResult result, RunOneDrill(one));
    return std::move(result.summary);
  }

  // As a repository's tools name them; whoever merges shards is on another machine.
  void NamePathsForTools(GateReport& report) {
    const std::vector<std::string> roots = CheckoutRoots();
    report.set_gate_file(RepositoryPath(report.gate_file(), roots));
    for (GateResult& result : *report.mutable_results()) {
      if (!result.has_summary()) continue;
      // Of a result that was used again: the file as it is called here.
      const absl::StatusOr<const PreparedDrill*> drill = scenarios_.Get(result.scenario());
      if (drill.ok())
        result.mutable_summary()->set_runbook(RepositoryPath((*drill)->runbook_file, roots));
    }
  }

  const Options& options_;
  const StopToken& stop_;
  Seeding seeding_;
  const std::string out_;
  GateScenarios scenarios_;
  GateDigests digests_{scenarios_, ProgramDigest()};
  HostRoom room_;
  ComingDrills coming_;
  // Null where there is none.
  // After OpenHistory().
  std::unique_ptr<DrillKeeper> keeper_;
  bool seeding_failed_ = false;
  // One for all drills: a secret that one of them learned is masked in the common report too.
  Masker masker_;
};

}  // namespace

int OpenOrCloseGate(const Options& options, const StopToken& stop) {
  if (const absl::Status usable = CheckOut(options.out); !usable.ok()) {
    Complain(usable.message());
    return kExitUsage;
  }
  return GateCommand(options, stop).Run();
}

}  // namespace drill
