// Who leads a quarterly drill: decides, says of each command whether it is run, takes notes, and
// goes through the checklist at the end.
#ifndef HARNESS_DRILL_LEAD_H_
#define HARNESS_DRILL_LEAD_H_

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "harness/drill/person.h"
#include "harness/journal/journal.pb.h"
#include "harness/runbook/plan.h"

namespace drill {

// A procedure of the document that can be decided on.
struct OfferedProcedure {
  // As the stack numbers it; empty where it does not.
  std::string id;
  std::string heading;
  // What it is, where the heading does not say it.
  std::string name;
};

struct DecisionQuestion {
  std::vector<OfferedProcedure> offers;
  // The document's decision table, a row a line; empty where there is none.
  std::vector<std::string> rows;
  // Looks at what monitoring shows once more, and tells it.
  std::function<absl::Status()> look;
};

struct LeadsDecision {
  // Somebody decided, and typed this: a number of the offers, an id or a heading.
  bool by_person = false;
  std::string typed;
  // Nothing is to be rolled back.
  bool refused = false;
};

// Every question is Cancelled when the drill is stopped, and FailedPrecondition where nobody can
// answer any more.
class Lead : public Person {
 public:
  // Which procedure is to be run. Asked again, after Refuse(), where that cannot be done.
  virtual absl::StatusOr<LeadsDecision> Decide(const DecisionQuestion& question) = 0;
  virtual void Refuse(const std::string& why) = 0;

  // Shows a command that is to be run next, and waits for what to do with it. `start_us` of the
  // answer is on the monotonic clock.
  virtual absl::StatusOr<StepConfirmed> Confirm(const Step& step) = 0;

  // One item of the checklist.
  virtual absl::StatusOr<ChecklistTick> Tick(const ChecklistEntry& item) = 0;

  // Takes what is still to be noted.
  virtual absl::Status TakeLastNotes() = 0;

  // Called with each note at once, from the thread that asks.
  void set_on_note(std::function<void(NoteTaken)> on_note) { on_note_ = std::move(on_note); }

 protected:
  void Note(NoteTaken note) const {
    if (on_note_) on_note_(std::move(note));
  }

 private:
  std::function<void(NoteTaken)> on_note_;
};

}  // namespace drill

#endif  // HARNESS_DRILL_LEAD_H_
