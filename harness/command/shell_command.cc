#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "harness/base/status_macros.h"
#include "harness/command/cloned_host_source.h"
#include "harness/command/commands.h"
#include "harness/command/complain.h"
#include "harness/command/drill_shell.h"
#include "harness/command/seeding.h"
#include "harness/scenario/scenario_loader.h"

namespace drill {
namespace {

absl::StatusOr<int> ShellIn(const PreparedDrill& drill, const Options& options,
                            const StopToken& stop) {
  Seeding seeding(stop);
  RETURN_IF_ERROR(seeding.Ensure(drill));
  ClonedHostSource hosts(seeding.session(), seeding.seed(drill));
  DrillShell shell;
  shell.system.drill = &drill;
  shell.system.hosts = &hosts;
  shell.system.seed = seeding.seed(drill);
  shell.at = options.at;
  shell.command = options.shell_command;
  shell.system.id = seeding.session()->NewId("shell");
  // Nobody reads the files of a shell's drill: they lie in the session's directory and are removed
  // with it, even after a kill.
  shell.system.run_directory = absl::StrCat(seeding.session()->state_directory(), "/shell");
  shell.system.random_seed = RandomSeed(options, drill.scenario());
  shell.system.stop = &stop;
  return RunShell(shell);
}

}  // namespace

int OpenShell(const Options& options, const StopToken& stop) {
  if (options.at == "prepare") return OpenFailedMachine(options, stop);
  const absl::StatusOr<std::vector<std::string>> files =
      FindScenarios(Root(), options.arguments.front());
  if (!files.ok() || files->size() != 1) {
    Complain(files.ok() ? "'shell' takes one scenario; this names several."
                        : files.status().message());
    return kExitUnusable;
  }
  const absl::StatusOr<PreparedDrill> drill =
      PrepareDrill(Root(), files->front(), options.drill.runbook);
  if (!drill.ok() || !drill->problems.empty()) {
    Complain(drill.ok() ? absl::StrJoin(drill->problems, "\n")
                        : std::string(drill.status().message()));
    return drill.ok() ? kExitUnusable : ExitCodeOfReading(drill.status());
  }
  const absl::StatusOr<int> code = ShellIn(*drill, options, stop);
  if (code.ok()) return *code;
  Complain(code.status().message());
  return ExitCodeOfSeeding(code.status());
}

}  // namespace drill
