// For tests: somebody who leads a drill as it was written down before.
#ifndef HARNESS_DRILL_SCRIPTED_LEAD_H_
#define HARNESS_DRILL_SCRIPTED_LEAD_H_

#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "harness/drill/lead.h"

namespace drill {

class ScriptedLead : public Lead {
 public:
  // What is answered to each question for the decision, in turn; "none" refuses, "look" looks
  // first, and after the last one nobody answers.
  std::vector<std::string> decisions;
  // By the command's text; every other one is run.
  std::map<std::string, StepAnswer> steps;
  // By the item's text; every other one is answered with yes.
  std::map<std::string, TickAnswer> ticks;
  // Noted at the end, as something to be improved.
  std::string last_note;
  // Called before each command is answered for.
  std::function<void()> before_answer = [] {};
  // From this item on nobody answers.
  std::string leaves_at;

  // What was asked, and what was refused.
  std::vector<std::string> asked;
  std::vector<std::string> refused;
  std::vector<std::string> rows;

  absl::StatusOr<PersonsAnswer> Await(const std::string& what, absl::Duration) override {
    asked.push_back(what);
    PersonsAnswer answer;
    answer.by_person = true;
    return answer;
  }
  absl::StatusOr<LeadsDecision> Decide(const DecisionQuestion& question) override {
    asked.push_back("decide");
    rows = question.rows;
    while (!decisions.empty()) {
      LeadsDecision decision;
      decision.by_person = true;
      decision.typed = decisions.front();
      decision.refused = decision.typed == "none";
      decisions.erase(decisions.begin());
      if (decision.typed != "look") return decision;
      const absl::Status looked = question.look();
      if (!looked.ok()) return looked;
    }
    return absl::FailedPreconditionError("nobody answers");
  }
  void Refuse(const std::string& why) override { refused.push_back(why); }
  absl::StatusOr<StepConfirmed> Confirm(const Step& step) override {
    asked.push_back(step.text);
    before_answer();
    StepConfirmed confirmed;
    confirmed.set_text(step.text);
    confirmed.set_line(step.line);
    confirmed.set_by_person(true);
    const auto answer = steps.find(step.text);
    confirmed.set_answer(answer == steps.end() ? STEP_ANSWER_RUN : answer->second);
    if (answer != steps.end()) confirmed.set_reason("it is late");
    return confirmed;
  }
  absl::StatusOr<ChecklistTick> Tick(const ChecklistEntry& item) override {
    asked.push_back(item.text());
    if (item.text() == leaves_at) return absl::FailedPreconditionError("nobody answers");
    ChecklistTick tick;
    *tick.mutable_item() = item;
    const auto answer = ticks.find(item.text());
    tick.set_answer(answer == ticks.end() ? TICK_ANSWER_YES : answer->second);
    return tick;
  }
  absl::Status TakeLastNotes() override {
    asked.push_back("notes");
    if (last_note.empty()) return absl::OkStatus();
    NoteTaken note;
    note.set_text(last_note);
    note.set_improve(true);
    Note(std::move(note));
    return absl::OkStatus();
  }
};

}  // namespace drill

#endif  // HARNESS_DRILL_SCRIPTED_LEAD_H_
