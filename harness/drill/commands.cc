#include "harness/drill/commands.h"

#include <cstdio>
#include <cstdlib>

namespace drill {

std::string Root() {
  const char* root = std::getenv("ROLLBACK_DRILL_ROOT");
  return root == nullptr ? "." : root;
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
