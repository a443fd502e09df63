#include "harness/quarterly/make_quarterly_part.h"

#include <string>

#include "absl/time/time.h"
#include "harness/base/proto_duration.h"
#include "harness/quarterly/choose_procedure.h"

namespace drill {

LeadDelays DelaysOf(const QuarterlyPlan& plan) {
  LeadDelays delays;
  delays.decision = DurationOr(plan.unattended().decision(), delays.decision);
  delays.step = DurationOr(plan.unattended().step(), delays.step);
  return delays;
}

QuarterlyPart MakeQuarterlyPart(const PreparedQuarterly& prepared,
                                const QuarterlyChoices& choices) {
  const PreparedDrill& drill = prepared.drills[choices.drawn];
  QuarterlyPart part;
  QuarterlyStarted& started = part.started;
  started.set_quarter(prepared.plan.quarter());
  started.set_plan(prepared.file);
  for (const PreparedDrill& one : prepared.drills) started.add_drawn_from(one.name());
  started.set_blind(choices.blind);
  started.set_asked_each_step(choices.each_step);
  started.set_unattended(choices.unattended);
  if (choices.unattended) {
    const LeadDelays delays = DelaysOf(prepared.plan);
    started.set_decision_given_us(absl::ToInt64Microseconds(delays.decision));
    started.set_step_given_us(absl::ToInt64Microseconds(delays.step));
  }
  *started.mutable_checklist() = {prepared.checklist.begin(), prepared.checklist.end()};
  part.own = OwnProcedure(drill);
  part.offers = ProceduresOnOffer(drill);
  part.choose = [&prepared, &drill](const std::string& typed) {
    return ChooseProcedure(typed, drill, prepared.drills);
  };
  return part;
}

}  // namespace drill
