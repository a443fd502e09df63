#include "harness/drill/quarterly_phase.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "harness/base/status_macros.h"
#include "harness/runbook/decision_table.h"

namespace drill {
namespace {

// Of the load, what is told of "lately".
constexpr absl::Duration kLately = absl::Seconds(10);

std::string RowLine(const DecisionRow& row) {
  return absl::StrCat("\"", row.issue, "\" (line ", row.line,
                      "): ", absl::StrJoin(row.cells, ", "));
}

}  // namespace

void QuarterlyPhase::RecordStart() {
  part().lead->set_on_note([this](NoteTaken note) {
    Event event;
    *event.mutable_note_taken() = std::move(note);
    recorder_.Record(std::move(event));
  });
  Event started;
  *started.mutable_quarterly() = part().started;
  recorder_.Record(std::move(started));
  Event last;
  *last.mutable_last_drill() = part().last;
  recorder_.Record(std::move(last));
}

absl::Status QuarterlyPhase::Look() {
  GreenRequest request;
  request.steady_state = {"*"};
  ASSIGN_OR_RETURN(std::vector<ProofLook> looks, system_.LookAgain(request));
  Event event;
  for (ProofLook& look : looks) *event.mutable_monitoring()->add_looks() = std::move(look);
  for (LoadWindow& window : system_.LoadSince(clock_.Monotonic() - kLately))
    if (window.name() == "before" || window.name() == "lately")
      *event.mutable_monitoring()->add_load() = std::move(window);
  recorder_.Record(std::move(event));
  return recorder_.written();
}

absl::StatusOr<LeadsDecision> QuarterlyPhase::Ask(ChosenProcedure* chosen, ProcedureChosen* told) {
  DecisionQuestion question;
  question.offers = part().offers;
  for (const DecisionRow& row : spec_.incident.decisions) question.rows.push_back(RowLine(row));
  question.look = [this] { return Look(); };
  while (true) {
    ASSIGN_OR_RETURN(LeadsDecision decision, part().lead->Decide(question));
    if (decision.refused || !decision.by_person) return decision;
    absl::StatusOr<ChosenProcedure> meant = part().choose(decision.typed);
    if (meant.ok()) {
      *chosen = *std::move(meant);
      return decision;
    }
    told->add_not_possible(absl::StrCat(decision.typed, ": ", meant.status().message()));
    part().lead->Refuse(std::string(meant.status().message()));
  }
}

bool QuarterlyPhase::Decide(DetectionPhase& detection) {
  if (!recorder_.Must(Look())) return false;
  const absl::Duration start = clock_.Monotonic();
  ChosenProcedure chosen = part().own;
  Event event;
  ProcedureChosen& told = *event.mutable_procedure_chosen();
  const absl::StatusOr<LeadsDecision> decision = Ask(&chosen, &told);
  if (!recorder_.Must(decision.status())) return false;
  told.set_start_us(recorder_.SinceBegan(absl::ToInt64Microseconds(start)));
  told.set_duration_us(recorder_.MicrosecondsSince(start));
  told.set_scenarios_id(part().own.id);
  told.set_scenarios_heading(part().own.heading);
  told.set_by_person(decision->by_person);
  told.set_refused(decision->refused);
  const bool refused = decision->refused;
  if (!refused) {
    told.set_id(chosen.id);
    told.set_heading(chosen.heading);
    Take(chosen);
  }
  const absl::Duration took = absl::Microseconds(told.duration_us());
  recorder_.Record(std::move(event));
  if (refused)
    return recorder_.End(OUTCOME_INCONCLUSIVE, "who led the drill decided against every procedure");
  if (detection.wants_decision()) detection.RecordDecision(decision->by_person, took);
  return true;
}

// Makes the drill one of another procedure.
void QuarterlyPhase::Take(const ChosenProcedure& chosen) {
  if (chosen.scenarios_own) return;
  chosen_ = chosen;
  spec_.incident.procedure = chosen_.id;
  spec_.incident.kinds = chosen_.kinds;
  spec_.deviations = DeviationsOf(chosen_.plan);
  system_.FollowInstead(chosen_.plan, chosen_.rollback);
}

}  // namespace drill
