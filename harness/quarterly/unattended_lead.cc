#include "harness/quarterly/unattended_lead.h"

#include <string>

#include "harness/base/status_macros.h"

namespace drill {
namespace {

class Unattended : public Lead {
 public:
  Unattended(const LeadDelays& delays, Clock& clock, const StopToken* stop)
      : delays_(delays), nobody_(NobodyThere(clock, stop)) {}

  absl::StatusOr<PersonsAnswer> Await(const std::string& what, absl::Duration given) override {
    return nobody_->Await(what, given);
  }

  absl::StatusOr<LeadsDecision> Decide(const DecisionQuestion&) override {
    RETURN_IF_ERROR(Await("", delays_.decision).status());
    return LeadsDecision();
  }

  void Refuse(const std::string&) override {}

  absl::StatusOr<StepConfirmed> Confirm(const Step& step) override {
    ASSIGN_OR_RETURN(const PersonsAnswer passed, Await("", delays_.step));
    StepConfirmed confirmed;
    confirmed.set_text(step.text);
    confirmed.set_line(step.line);
    confirmed.set_answer(STEP_ANSWER_RUN);
    confirmed.set_start_us(absl::ToInt64Microseconds(passed.start));
    confirmed.set_duration_us(absl::ToInt64Microseconds(passed.duration));
    return confirmed;
  }

  absl::StatusOr<ChecklistTick> Tick(const ChecklistEntry& item) override {
    ChecklistTick tick;
    *tick.mutable_item() = item;
    tick.set_answer(TICK_ANSWER_NOT_TICKED);
    return tick;
  }

  absl::Status TakeLastNotes() override { return absl::OkStatus(); }

 private:
  const LeadDelays delays_;
  const std::unique_ptr<Person> nobody_;
};

}  // namespace

std::unique_ptr<Lead> UnattendedLead(const LeadDelays& delays, Clock& clock,
                                     const StopToken* stop) {
  return std::make_unique<Unattended>(delays, clock, stop);
}

}  // namespace drill
