#include "harness/quarterly/take_up.h"

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "absl/time/time.h"
#include "harness/base/descriptor.h"
#include "harness/base/descriptor_message.h"
#include "harness/base/local_socket.h"
#include "harness/base/status_macros.h"
#include "harness/quarterly/terminal_messages.h"

namespace drill {
namespace {

// The longest time in which a Ctrl-C is not passed on.
constexpr absl::Duration kSlice = absl::Milliseconds(50);
constexpr absl::Duration kAnswer = absl::Seconds(10);

// Whether the shell reads from the terminal, and not this program: the drill must not, then.
bool IsInBackground(int terminal) {
  const pid_t foreground = tcgetpgrp(terminal);
  return foreground > 0 && foreground != getpgrp();
}

// Why the terminal cannot be the drill's any more.
absl::Status MayStay(const TakeUpOptions& options) {
  if (*options.closed > 0) return absl::CancelledError("the terminal was closed");
  if (options.end || !IsInBackground(options.input)) return absl::OkStatus();
  return absl::CancelledError(
      "this program is not in the terminal's foreground any more; the drill goes on, and waits to "
      "be "
      "taken up again");
}

absl::Status HandOver(int drill, const TakeUpOptions& options) {
  RETURN_IF_ERROR(SendMessage(drill, options.end ? kEnd : kTakeUp,
                              {options.input, options.output, options.errors}));
  absl::StatusOr<DescriptorMessage> answer = ReceiveMessage(drill, kAnswer);
  if (!answer.ok())
    return absl::UnavailableError(
        absl::StrCat("the drill does not answer: ", answer.status().message()));
  if (answer->text == kTaken) return absl::OkStatus();
  return absl::FailedPreconditionError(absl::StripPrefix(answer->text, kRefused));
}

absl::StatusOr<int> AwaitEnd(int drill, const TakeUpOptions& options) {
  bool told = options.end;
  while (true) {
    RETURN_IF_ERROR(MayStay(options));
    if (!told && options.stop->stopped()) {
      told = true;
      SendMessage(drill, kStop).IgnoreError();
    }
    const absl::StatusOr<DescriptorMessage> message = ReceiveMessage(drill, kSlice);
    if (absl::IsDeadlineExceeded(message.status())) continue;
    if (!message.ok())
      return absl::UnavailableError(
          "the drill has left this terminal: it was let go from it, or killed");
    int exit_code = 0;
    if (ReadEnded(message->text, &exit_code)) return exit_code;
  }
}

}  // namespace

absl::StatusOr<int> TakeUpDrill(const std::string& run_directory, const TakeUpOptions& options) {
  if (!options.end && IsInBackground(options.input))
    return absl::FailedPreconditionError(
        "a drill is led from a terminal's foreground; run it there");
  ASSIGN_OR_RETURN(const Descriptor drill, ConnectTo(run_directory, kTerminalSocket));
  RETURN_IF_ERROR(HandOver(drill.get(), options));
  return AwaitEnd(drill.get(), options);
}

}  // namespace drill
