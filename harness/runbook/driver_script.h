// The bash side of the operator's session: lines typed into an interactive shell before the first
// command, and the lines that run one command.
#ifndef HARNESS_RUNBOOK_DRIVER_SCRIPT_H_
#define HARNESS_RUNBOOK_DRIVER_SCRIPT_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace drill {

// What the driver says, between the harness's bytes of a marker and its end:
//   P                            the prompt of a shell that was entered, see DriverDoorway()
//   R pid                        ready; the shell's process id in the drill host
//   B                            the step begins
//   D status line depth command  a simple command is about to run; `status` is the one before it
//   S line                       a script that the step feeds to another shell begins this line
//   E status [left]              back at the prompt; "left": `exit` or `set -e` ended the block
inline constexpr char kMarkerStart = '\x1e';
inline constexpr char kMarkerEnd = '\x1f';

// Text of the shell's own commands that show up among the D markers.
inline constexpr char kEvalCommand[] = "eval \"$__drill_text\"";
inline constexpr char kPromptCommand[] = "__drill_prompt";

// `nonce` is 32 characters or so of [0-9a-f]; the shell only ever holds its halves, so that nothing
// a command prints (`set`, `env`, `set -x`) contains a whole marker. Each line is shorter than a
// terminal's line buffer.
std::string DriverSetup(absl::string_view nonce);

// One line to type into a shell that a command has opened, so that a bash without settings of its
// own takes its place and prints P. Any bash can read it.
std::string DriverDoorway(absl::string_view nonce);

// Lines to type for running `text`, whatever bytes but NUL are in it.
std::string DriverRun(absl::string_view text);

}  // namespace drill

#endif  // HARNESS_RUNBOOK_DRIVER_SCRIPT_H_
