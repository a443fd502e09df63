// A command, or a shell, on a machine at one of the stages of a drill.
#ifndef HARNESS_DRILL_DRILL_SHELL_H_
#define HARNESS_DRILL_DRILL_SHELL_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "harness/base/stop_token.h"
#include "harness/drill/host_source.h"
#include "harness/drill/prepared_drill.h"
#include "harness/seed/seeds.h"

namespace drill {

// Nothing is owned.
struct DrillShell {
  const PreparedDrill* drill = nullptr;
  HostSource* hosts = nullptr;
  // Which the machine is cloned from.
  const Seed* seed = nullptr;
  // baseline, broken or rolled-back.
  std::string at = "baseline";
  // Empty: a shell.
  std::vector<std::string> command;
  // Unique on this machine.
  std::string id;
  // Is made; takes what the procedure's commands print.
  std::string run_directory;
  uint64_t random_seed = 0;
  const StopToken* stop = nullptr;
};

// Boots the machine, brings it to the stage with a line on stderr for each step, runs the command
// and removes the machine. The command's exit code, or that of a drill which ended before the stage
// was reached. Not OK when the machine could not be removed.
absl::StatusOr<int> RunShell(const DrillShell& shell);

}  // namespace drill

#endif  // HARNESS_DRILL_DRILL_SHELL_H_
