// Looks that may find nothing: `docker compose logs x | grep error` ends with 1 when there is no
// error, and whoever types it reads on.
#ifndef HARNESS_RUNBOOK_LOOK_H_
#define HARNESS_RUNBOOK_LOOK_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "harness/runbook/programs.h"
#include "harness/runbook/shell_block.h"

namespace drill {

// The options of the operator's shell that make a failure one.
struct ShellOptions {
  bool errexit = false;
  bool pipefail = false;

  // What the statement's `set` commands change.
  void Note(const Statement& statement);
};

// The exit codes with which the statement says that it found nothing. None when it is no pure look:
// when a command that acts could have ended with them, follows, or `set -e` means them.
std::vector<int> ExitCodesOfNothing(const Statement& statement, const ShellOptions& options,
                                    const ProgramTable& programs);

// That it changes nothing, neither on the machine nor in the shell, by what is known of its
// programs: a look, or words to the person who typed it.
bool OnlyLooks(const Statement& statement, const ProgramTable& programs);

// What a reader of the scenario may want to have said there.
std::string ProposedTolerance(absl::string_view command, const std::vector<int>& codes);

}  // namespace drill

#endif  // HARNESS_RUNBOOK_LOOK_H_
