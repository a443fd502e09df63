#include "harness/command/prepare_all.h"

#include <string>
#include <utility>

#include "absl/status/statusor.h"
#include "harness/command/complain.h"
#include "harness/command/reading_commands.h"
#include "harness/drill/control.h"
#include "harness/scenario/scenario_loader.h"

namespace drill {
namespace {

bool LeavesTheSystemAlone(const Options& options, const PreparedDrill& drill) {
  const NoFaultControl what =
      options.drill.with_procedure ? CONTROL_RUN_PROCEDURE : drill.scenario().no_fault_control();
  return !InjectsFault(options.drill.control) && !RunsProcedure(options.drill.control, what);
}

}  // namespace

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
      absl::StatusOr<PreparedDrill> drill = PrepareDrill(Root(), file, options.drill.runbook);
      if (!drill.ok()) Complain(drill.status().message());
      if (!drill.ok() && ExitCodeOfReading(drill.status()) == kExitMachineError)
        *exit_code = kExitMachineError;
      usable = usable && drill.ok() && drill->problems.empty();
      if (!drill.ok()) continue;
      for (const std::string& problem : drill->problems) Complain(problem);
      if (LeavesTheSystemAlone(options, *drill)) ExpectNothingChanged(&*drill);
      drills.push_back(*std::move(drill));
    }
  }
  if (!usable) drills.clear();
  return drills;
}

}  // namespace drill
