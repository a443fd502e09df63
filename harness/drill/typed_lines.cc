#include "harness/drill/typed_lines.h"

#include <poll.h>
#include <unistd.h>

#include "absl/status/status.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "harness/base/status_macros.h"

namespace drill {
namespace {

// Longest time in which a Ctrl-C is not heard.
constexpr absl::Duration kSlice = absl::Milliseconds(50);

}  // namespace

absl::StatusOr<std::optional<std::string>> TypedLines::Next() {
  size_t end = typed_.find('\n');
  if (end == std::string::npos) {
    if (stop_ != nullptr && stop_->stopped()) return absl::CancelledError("stopped by the user");
    RETURN_IF_ERROR(ReadSome());
    end = typed_.find('\n');
  }
  if (end == std::string::npos) return std::optional<std::string>();
  std::optional<std::string> line(absl::StripAsciiWhitespace(typed_.substr(0, end)));
  typed_.erase(0, end + 1);
  return line;
}

// Waits one slice for more to be typed.
absl::Status TypedLines::ReadSome() {
  pollfd ready = {descriptor_, POLLIN, 0};
  if (poll(&ready, 1, static_cast<int>(absl::ToInt64Milliseconds(kSlice))) <= 0)
    return absl::OkStatus();
  char buffer[256];
  const ssize_t length = read(descriptor_, buffer, sizeof(buffer));
  if (length <= 0)
    return absl::FailedPreconditionError(
        absl::StrCat("nobody answers: the standard input has ended; ", remedy_));
  typed_.append(buffer, static_cast<size_t>(length));
  return absl::OkStatus();
}

}  // namespace drill
