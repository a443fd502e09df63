#include "harness/drill/commands.h"

#include <cstdio>
#include <cstdlib>
#include <random>

namespace drill {

std::string Root() {
  const char* root = std::getenv("ROLLBACK_DRILL_ROOT");
  return root == nullptr ? "." : root;
}

uint64_t RandomSeed(const Options& options, const Scenario& scenario) {
  if (options.seed.has_value()) return *options.seed;
  return scenario.seed() != 0 ? scenario.seed() : std::random_device()();
}

int RunCommand(const Options& options, const StopToken& stop) {
  if (options.command == "run") return RunDrills(options, stop);
  if (options.command == "list") return ListScenarios(options);
  if (options.command == "validate") return ValidateFiles(options);
  if (options.command == "procedures") return ShowProcedures(options);
  if (options.command == "shell") return OpenShell(options, stop);
  if (options.command == "clean") return Clean();
  if (options.command == "doctor") return Doctor();
  std::printf("%s", kUsage);
  return 0;
}

}  // namespace drill
