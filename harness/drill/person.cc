#include "harness/drill/person.h"

#include <optional>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/ascii.h"
#include "harness/base/status_macros.h"
#include "harness/base/stoppable_sleep.h"

namespace drill {
namespace {

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

// Whom the lines are of; they lie here where nobody else asks that person anything.
class Asked : public Person {
 public:
  Asked(std::unique_ptr<TypedLines> own, TypedLines& answers, std::ostream& say, Clock& clock)
      : own_(std::move(own)), answers_(answers), say_(say), clock_(clock) {}

  absl::StatusOr<PersonsAnswer> Await(const std::string& what, absl::Duration given) override {
    PersonsAnswer answer;
    answer.by_person = true;
    answer.start = clock_.Monotonic();
    answers_.MovedToAnotherTerminal();
    Tell(what, given);
    bool told = given <= absl::ZeroDuration();
    while (true) {
      if (!told && clock_.Monotonic() - answer.start > given) {
        told = true;
        say_ << "\n  " << absl::FormatDuration(given) << " are over; the clock goes on.\n";
        Ask();
      }
      ASSIGN_OR_RETURN(const std::optional<std::string> line, answers_.Next());
      if (answers_.MovedToAnotherTerminal()) Tell(what, given);
      answer.duration = clock_.Monotonic() - answer.start;
      if (line && Understood(absl::AsciiStrToLower(*line), &answer)) return answer;
    }
  }

 private:
  void Tell(const std::string& what, absl::Duration given) {
    // A terminal that was closed has left an error in the stream.
    say_.clear();
    say_ << "\nBY HAND  " << what << "\n";
    if (given > absl::ZeroDuration())
      say_ << "  You have " << absl::FormatDuration(given) << " for it.\n";
    Ask();
  }

  void Ask() { say_ << "  Enter when it is done, n when it cannot be done: " << std::flush; }

  bool Understood(const std::string& line, PersonsAnswer* answer) {
    if (line.empty() || line == "y") return true;
    answer->refused = line == "n";
    if (!answer->refused) Ask();
    return answer->refused;
  }

  const std::unique_ptr<TypedLines> own_;
  TypedLines& answers_;
  std::ostream& say_;
  Clock& clock_;
};

}  // namespace

std::unique_ptr<Person> NobodyThere(Clock& clock, const StopToken* stop) {
  return std::make_unique<Nobody>(clock, stop);
}

std::unique_ptr<Person> AskedPerson(int answers, std::ostream& say, Clock& clock,
                                    const StopToken* stop) {
  auto own = std::make_unique<TypedLines>(answers, stop, "run without --led, or at a terminal");
  TypedLines& lines = *own;
  return std::make_unique<Asked>(std::move(own), lines, say, clock);
}

std::unique_ptr<Person> AskedPerson(TypedLines& answers, std::ostream& say, Clock& clock) {
  return std::make_unique<Asked>(nullptr, answers, say, clock);
}

}  // namespace drill
