// What a drill that is led and a terminal that takes it up say to each other.
#ifndef HARNESS_QUARTERLY_TERMINAL_MESSAGES_H_
#define HARNESS_QUARTERLY_TERMINAL_MESSAGES_H_

#include <string>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"

namespace drill {

// In the run directory, while its drill runs.
inline constexpr char kTerminalSocket[] = "terminal.sock";

// From the terminal. The first message carries its standard input, output and error.
inline constexpr char kTakeUp[] = "take up";
// As kTakeUp, and stops the drill: its last lines are shown at that terminal.
inline constexpr char kEnd[] = "end";
// Stops the drill that was taken up, as Ctrl-C does at its first terminal.
inline constexpr char kStop[] = "stop";

// From the drill.
inline constexpr char kTaken[] = "taken";
inline constexpr char kRefused[] = "refused: ";
inline constexpr char kEnded[] = "ended ";

inline std::string EndedMessage(int exit_code) { return absl::StrCat(kEnded, exit_code); }

// Whether it says that the drill has ended, and with what exit code.
inline bool ReadEnded(absl::string_view message, int* exit_code) {
  return absl::ConsumePrefix(&message, kEnded) && absl::SimpleAtoi(message, exit_code);
}

}  // namespace drill

#endif  // HARNESS_QUARTERLY_TERMINAL_MESSAGES_H_
