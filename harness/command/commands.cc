#include "harness/command/commands.h"

#include <optional>
#include <random>

namespace drill {

uint64_t RandomSeed(const Options& options, const Scenario& scenario) {
  if (options.seed.has_value()) return *options.seed;
  return scenario.seed() != 0 ? scenario.seed() : std::random_device()();
}

int RunCommand(const Options& options, const StopToken& stop) {
  if (const std::optional<int> code = RunReadingCommand(options)) return *code;
  if (options.command == "run") return RunDrills(options, stop);
  if (options.command == "quarterly") return RunQuarterly(options, stop);
  if (options.command == "bench") return BenchDrills(options, stop);
  if (options.command == "mutate") return MutateProcedure(options, stop);
  if (options.command == "gate") return OpenOrCloseGate(options, stop);
  if (options.command == "shell")
    return options.kept ? EnterKept(options) : OpenShell(options, stop);
  if (options.command == "clean") return options.list ? ListKept() : Clean(options);
  if (options.command == "history") return ShowHistory(options);
  if (options.command == "report")
    return options.merge ? MergeShards(options) : MakeReports(options);
  return Doctor();
}

}  // namespace drill
