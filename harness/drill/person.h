// Who takes what a document leaves to people: its manual steps, and the decision to roll back.
#ifndef HARNESS_DRILL_PERSON_H_
#define HARNESS_DRILL_PERSON_H_

#include <memory>
#include <ostream>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "harness/base/clock.h"
#include "harness/base/stop_token.h"
#include "harness/drill/typed_lines.h"

namespace drill {

struct PersonsAnswer {
  // Somebody was asked and answered; else the time passed in their place.
  bool by_person = false;
  // Somebody said that it cannot be done.
  bool refused = false;
  // On the monotonic clock.
  absl::Duration start;
  absl::Duration duration;
};

class Person {
 public:
  virtual ~Person() = default;

  // Waits until `what` is done or refused. `given` is how long a person has for it. Cancelled when
  // the drill is stopped; FailedPrecondition where nobody can answer any more.
  virtual absl::StatusOr<PersonsAnswer> Await(const std::string& what, absl::Duration given) = 0;
};

// Nobody: each time passes as it is given. `clock` and `stop` must outlive the object; `stop` may
// be null.
std::unique_ptr<Person> NobodyThere(Clock& clock, const StopToken* stop);

// Whoever sits at the terminal: is told what to do on `say`, and answers by a line on the
// descriptor `answers`, which is not owned: an empty one for "done", "n" for "it cannot be done".
// When the time is over they are told, and waited for still.
std::unique_ptr<Person> AskedPerson(int answers, std::ostream& say, Clock& clock,
                                    const StopToken* stop);

// The same for somebody who is asked other things, too, and answers by these lines. Nothing is
// owned.
std::unique_ptr<Person> AskedPerson(TypedLines& answers, std::ostream& say, Clock& clock);

}  // namespace drill

#endif  // HARNESS_DRILL_PERSON_H_
