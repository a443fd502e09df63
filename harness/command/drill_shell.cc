#include "harness/command/drill_shell.h"

#include "absl/strings/str_cat.h"
#include "harness/base/clock.h"
#include "harness/base/enum_text.h"
#include "harness/base/file.h"
#include "harness/base/mask.h"
#include "harness/base/status_macros.h"
#include "harness/command/bring_to.h"
#include "harness/command/complain.h"
#include "harness/command/foreground.h"
#include "harness/drill/exit_codes.h"

namespace drill {
namespace {

int ExitCodeOf(Outcome outcome) {
  if (outcome == OUTCOME_INCONCLUSIVE) return kExitInconclusive;
  return outcome == OUTCOME_INVALID ? kExitUnusable : kExitMachineError;
}

}  // namespace

absl::StatusOr<int> RunShell(const DrillShell& shell) {
  RETURN_IF_ERROR(MakeDirectories(absl::StrCat(shell.system.run_directory, "/commands")));
  Masker masker;
  RealSystemOptions options = shell.system;
  options.masker = &masker;
  RealSystem system(options);
  const Brought brought = BringTo(
      shell.at, options.drill->scenario(), system,
      [&](const std::string& line) { Complain(absl::StrCat("  ", masker.Mask(line))); },
      RealClock(), *options.stop);
  const bool is_there = brought.outcome == OUTCOME_UNSPECIFIED;
  int code = kExitMachineError;
  if (is_there)
    code = RunInside(*system.host(), shell.command, options.drill->stack().operator_directory());
  const absl::StatusOr<Residue> ended = system.TearDown();
  if (!ended.ok())
    return absl::Status(ended.status().code(), masker.Mask(ended.status().message()));
  for (const std::string& left : ended->left())
    Complain(absl::StrCat("left on this machine: ", left));
  if (is_there) return code;
  Complain(absl::StrCat(EnumText(brought.outcome), ": ", masker.Mask(brought.message)));
  return ExitCodeOf(brought.outcome);
}

}  // namespace drill
