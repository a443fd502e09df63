#include "harness/drill/typed_lines.h"

#include <errno.h>
#include <poll.h>
#include <unistd.h>

#include "absl/status/status.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
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
    if (presence_ != nullptr && presence_->away()) {
      absl::SleepFor(kSlice);
      return std::optional<std::string>();
    }
    RETURN_IF_ERROR(ReadSome());
    end = typed_.find('\n');
  }
  if (end == std::string::npos) return std::optional<std::string>();
  std::optional<std::string> line(absl::StripAsciiWhitespace(typed_.substr(0, end)));
  typed_.erase(0, end + 1);
  return line;
}

bool TypedLines::MovedToAnotherTerminal() {
  if (presence_ == nullptr || presence_->away() || presence_->terminal() == terminal_) return false;
  terminal_ = presence_->terminal();
  typed_.erase(typed_.rfind('\n') + 1);
  return true;
}

// Waits one slice for more to be typed. The terminal may be closed, and another one be there,
// before it is read what was waited for.
absl::Status TypedLines::ReadSome() {
  const int terminal = presence_ == nullptr ? 0 : presence_->terminal();
  pollfd ready = {descriptor_, POLLIN, 0};
  if (poll(&ready, 1, static_cast<int>(absl::ToInt64Milliseconds(kSlice))) <= 0)
    return absl::OkStatus();
  char buffer[256];
  const ssize_t length = read(descriptor_, buffer, sizeof(buffer));
  if (length < 0 && errno == EINTR) return absl::OkStatus();
  if (length <= 0 && presence_ != nullptr &&
      (presence_->terminal() != terminal || presence_->IsClosed())) {
    absl::SleepFor(kSlice);
    return absl::OkStatus();
  }
  if (length <= 0)
    return absl::FailedPreconditionError(
        absl::StrCat("nobody answers: the standard input has ended; ", remedy_));
  typed_.append(buffer, static_cast<size_t>(length));
  return absl::OkStatus();
}

}  // namespace drill
