// What somebody types at the terminal, line by line.
#ifndef HARNESS_DRILL_TYPED_LINES_H_
#define HARNESS_DRILL_TYPED_LINES_H_

#include <optional>
#include <string>
#include <utility>

#include "absl/status/statusor.h"
#include "harness/base/stop_token.h"

namespace drill {

// Lines typed before they are asked for are kept for the next question. Not thread-safe.
class TypedLines {
 public:
  // `descriptor` is read, and not owned. `stop` may be null. `remedy` says what to do where nobody
  // can answer: "run without --led, or at a terminal".
  TypedLines(int descriptor, const StopToken* stop, std::string remedy)
      : descriptor_(descriptor), stop_(stop), remedy_(std::move(remedy)) {}

  // The next line without blanks at its ends; nullopt where none is there within 50 ms. Cancelled
  // when the drill is stopped; FailedPrecondition where the input has ended.
  absl::StatusOr<std::optional<std::string>> Next();

 private:
  absl::Status ReadSome();

  const int descriptor_;
  const StopToken* const stop_;
  const std::string remedy_;
  std::string typed_;
};

}  // namespace drill

#endif  // HARNESS_DRILL_TYPED_LINES_H_
