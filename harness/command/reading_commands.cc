#include "harness/command/reading_commands.h"

#include <cstdio>
#include <cstdlib>

#include "harness/command/usage.h"

namespace drill {

std::string Root() {
  const char* root = std::getenv("ROLLBACK_DRILL_ROOT");
  return root == nullptr ? "." : root;
}

int ExitCodeOfReading(const absl::Status& status) {
  return absl::IsUnavailable(status) ? kExitMachineError : kExitUnusable;
}

std::optional<int> RunReadingCommand(const Options& options) {
  if (options.command == "list") return ListScenarios(options);
  if (options.command == "validate") return ValidateFiles(options);
  if (options.command == "procedures") return ShowProcedures(options);
  if (options.command != "help") return std::nullopt;
  std::printf("%s", kUsage);
  return 0;
}

}  // namespace drill
