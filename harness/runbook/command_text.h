// What a line of text looks like before any shell has parsed it: a command, a prompt, output.
#ifndef HARNESS_RUNBOOK_COMMAND_TEXT_H_
#define HARNESS_RUNBOOK_COMMAND_TEXT_H_

#include <string>

#include "absl/strings/string_view.h"

namespace drill {

// A first line, not blank, that begins with a prompt (`$ `), and no line that makes it ambiguous.
bool HasPrompts(absl::string_view text);

// Commands with their prompts (`$ `, `# ` where it is the only prompt used, `user@host:~$ `, and `>
// ` after a continuation) taken off; output lines become empty, so that line numbers hold.
std::string StripPrompts(absl::string_view text);

// Every line of an unlabelled block is a comment, blank, a continuation, or begins with a program
// that runbooks call.
bool LooksLikeCommands(absl::string_view text);

// A well-known program's name, or a path to an executable such as ./deploy.sh.
bool IsKnownProgram(absl::string_view word);

}  // namespace drill

#endif  // HARNESS_RUNBOOK_COMMAND_TEXT_H_
