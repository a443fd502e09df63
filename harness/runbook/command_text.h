// What a line of text looks like before any shell has parsed it: a command, or anything else.
#ifndef HARNESS_RUNBOOK_COMMAND_TEXT_H_
#define HARNESS_RUNBOOK_COMMAND_TEXT_H_

#include "absl/strings/string_view.h"

namespace drill {

// Every line is a comment, blank, a continuation, an assignment, or begins with a program that
// runbooks call; and at least one does call a program: assignments alone are a file's content.
bool LooksLikeCommands(absl::string_view text);

// Begins with a program that runbooks call, after assignments or not.
bool StartsWithCommand(absl::string_view text);

// A well-known program's name, or a path to an executable such as ./deploy.sh.
bool IsKnownProgram(absl::string_view word);

}  // namespace drill

#endif  // HARNESS_RUNBOOK_COMMAND_TEXT_H_
