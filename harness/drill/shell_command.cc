#include <cstdio>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "harness/base/clock.h"
#include "harness/base/file.h"
#include "harness/base/mask.h"
#include "harness/base/status_macros.h"
#include "harness/drill/bring_to.h"
#include "harness/drill/commands.h"
#include "harness/drill/foreground.h"
#include "harness/drill/real_system.h"
#include "harness/drill/seeding.h"
#include "harness/scenario/scenario_loader.h"

namespace drill {
namespace {

int ExitCodeOf(const std::string& outcome) {
  if (outcome == "inconclusive") return kExitInconclusive;
  return outcome == "invalid" ? kExitUnusable : kExitMachineError;
}

absl::StatusOr<int> ShellIn(const PreparedDrill& drill, const Options& options,
                            const StopToken& stop) {
  Seeding seeding(stop);
  RETURN_IF_ERROR(seeding.Ensure(drill));
  // Nobody reads what a shell's drill leaves: it goes with the session, even one that is killed.
  const std::string directory = absl::StrCat(seeding.session()->state_directory(), "/shell");
  RETURN_IF_ERROR(MakeDirectories(absl::StrCat(directory, "/commands")));
  Masker masker;
  RealSystemOptions system_options;
  system_options.session = seeding.session();
  system_options.seed = seeding.seed(drill);
  system_options.drill = &drill;
  system_options.id = seeding.session()->NewId("shell");
  system_options.run_directory = directory;
  system_options.stop = &stop;
  system_options.masker = &masker;
  system_options.random_seed = RandomSeed(options, drill.scenario());
  RealSystem system(system_options);
  const Brought brought = BringTo(
      options.at, drill.scenario(), system,
      [&](const std::string& line) { Complain(absl::StrCat("  ", masker.Mask(line))); },
      RealClock(), stop);
  int code = kExitMachineError;
  if (brought.outcome.empty())
    code = RunInside(*system.host(), options.shell_command, drill.stack().operator_directory());
  const absl::StatusOr<Residue> ended = system.TearDown();
  if (!ended.ok())
    return absl::Status(ended.status().code(), masker.Mask(ended.status().message()));
  const Residue& residue = *ended;
  for (const std::string& left : residue.left())
    std::fprintf(stderr, "left on this machine: %s\n", left.c_str());
  if (brought.outcome.empty()) return code;
  Complain(absl::StrCat(brought.outcome, ": ", masker.Mask(brought.message)));
  return ExitCodeOf(brought.outcome);
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
  const absl::StatusOr<PreparedDrill> drill = PrepareDrill(Root(), files->front(), options.runbook);
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
