#include "harness/drill/person.h"

#include <poll.h>
#include <unistd.h>

#include <optional>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "harness/base/status_macros.h"
#include "harness/base/stoppable_sleep.h"

namespace drill {
namespace {

// Longest time in which a Ctrl-C is not heard.
constexpr absl::Duration kSlice = absl::Milliseconds(50);

absl::Status CancelledBy(const StopToken* stop) {
  if (stop != nullptr && stop->stopped()) return absl::CancelledError("stopped by the user");
  return absl::OkStatus();
}

class Nobody : public Person {
 public:
  Nobody(Clock& clock, const StopToken* stop) : clock_(clock), stop_(stop) {}

  absl::StatusOr<PersonsAnswer> Await(const std::string&, absl::Duration given) override {
    PersonsAnswer answer;
    answer.start = clock_.Monotonic();
    SleepUntil(answer.start + given, clock_, stop_);
    RETURN_IF_ERROR(CancelledBy(stop_));
    answer.duration = clock_.Monotonic() - answer.start;
    return answer;
  }

 private:
  Clock& clock_;
  const StopToken* const stop_;
};

class Asked : public Person {
 public:
  Asked(int answers, std::ostream& say, Clock& clock, const StopToken* stop)
      : answers_(answers), say_(say), clock_(clock), stop_(stop) {}

  absl::StatusOr<PersonsAnswer> Await(const std::string& what, absl::Duration given) override {
    PersonsAnswer answer;
    answer.by_person = true;
    answer.start = clock_.Monotonic();
    say_ << "\nBY HAND  " << what << "\n";
    if (given > absl::ZeroDuration())
      say_ << "  You have " << absl::FormatDuration(given) << " for it.\n";
    Ask();
    bool told = given <= absl::ZeroDuration();
    while (true) {
      const std::optional<std::string> line = TakeLine();
      answer.duration = clock_.Monotonic() - answer.start;
      if (line && Understood(*line, &answer)) return answer;
      if (line) continue;
      if (!told && answer.duration > given) {
        told = true;
        say_ << "\n  " << absl::FormatDuration(given) << " are over; the clock goes on.\n";
        Ask();
      }
      RETURN_IF_ERROR(CancelledBy(stop_));
      RETURN_IF_ERROR(ReadSome());
    }
  }

 private:
  void Ask() { say_ << "  Enter when it is done, n when it cannot be done: " << std::flush; }

  bool Understood(const std::string& line, PersonsAnswer* answer) {
    if (line.empty() || line == "y") return true;
    answer->refused = line == "n";
    if (!answer->refused) Ask();
    return answer->refused;
  }

  // Nullopt: no whole line has come yet.
  std::optional<std::string> TakeLine() {
    const size_t end = typed_.find('\n');
    if (end == std::string::npos) return std::nullopt;
    std::string line = absl::AsciiStrToLower(absl::StripAsciiWhitespace(typed_.substr(0, end)));
    typed_.erase(0, end + 1);
    return line;
  }

  // Waits one slice for more to be typed.
  absl::Status ReadSome() {
    pollfd ready = {answers_, POLLIN, 0};
    if (poll(&ready, 1, static_cast<int>(absl::ToInt64Milliseconds(kSlice))) <= 0)
      return absl::OkStatus();
    char buffer[256];
    const ssize_t length = read(answers_, buffer, sizeof(buffer));
    if (length <= 0)
      return absl::FailedPreconditionError(
          "nobody answers: the standard input has ended; run without --led, or at a terminal");
    typed_.append(buffer, static_cast<size_t>(length));
    return absl::OkStatus();
  }

  const int answers_;
  std::ostream& say_;
  Clock& clock_;
  const StopToken* const stop_;
  std::string typed_;
};

}  // namespace

std::unique_ptr<Person> NobodyThere(Clock& clock, const StopToken* stop) {
  return std::make_unique<Nobody>(clock, stop);
}

std::unique_ptr<Person> AskedPerson(int answers, std::ostream& say, Clock& clock,
                                    const StopToken* stop) {
  return std::make_unique<Asked>(answers, say, clock, stop);
}

}  // namespace drill
