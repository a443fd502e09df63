// What somebody types at the terminal, line by line.
#ifndef HARNESS_DRILL_TYPED_LINES_H_
#define HARNESS_DRILL_TYPED_LINES_H_

#include <optional>
#include <string>
#include <utility>

#include "absl/status/statusor.h"
#include "harness/base/stop_token.h"
#include "harness/drill/presence.h"

namespace drill {

// Lines typed before they are asked for are kept for the next question. Not thread-safe.
class TypedLines {
 public:
  // `descriptor` is read, and not owned. `stop` may be null. `remedy` says what to do where nobody
  // can answer: "run without --led, or at a terminal".
  // `presence` may be null: then an input that has ended has ended for good. Not owned.
  TypedLines(int descriptor, const StopToken* stop, std::string remedy,
             Presence* presence = nullptr)
      : descriptor_(descriptor), stop_(stop), remedy_(std::move(remedy)), presence_(presence) {}

  // The next line without blanks at its ends; nullopt where none is there within 50 ms, and as long
  // as nobody is at the terminal. Cancelled when the drill is stopped; FailedPrecondition where
  // somebody ended the input.
  absl::StatusOr<std::optional<std::string>> Next();

  // Whether the drill was taken up at another terminal since the last call: what is asked must be
  // shown there. Half a line that was typed at the former one is dropped.
  bool MovedToAnotherTerminal();

 private:
  absl::Status ReadSome();

  const int descriptor_;
  const StopToken* const stop_;
  const std::string remedy_;
  Presence* const presence_;
  int terminal_ = 0;
  std::string typed_;
};

}  // namespace drill

#endif  // HARNESS_DRILL_TYPED_LINES_H_
