// A command, or a shell, on a machine at one of the stages of a drill.
#ifndef HARNESS_COMMAND_DRILL_SHELL_H_
#define HARNESS_COMMAND_DRILL_SHELL_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "harness/drill/real_system.h"

namespace drill {

struct DrillShell {
  // Its masker is RunShell()'s own; its run directory is made.
  RealSystemOptions system;
  // baseline, broken or rolled-back.
  std::string at = "baseline";
  // Empty: a shell.
  std::vector<std::string> command;
};

// Boots the machine, brings it to the stage with a line on stderr for each step, runs the command
// and removes the machine. The command's exit code, or that of a drill which ended before the stage
// was reached. Not OK when the machine could not be removed.
absl::StatusOr<int> RunShell(const DrillShell& shell);

}  // namespace drill

#endif  // HARNESS_COMMAND_DRILL_SHELL_H_
