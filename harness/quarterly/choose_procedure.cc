#include "harness/quarterly/choose_procedure.h"

#include <utility>

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "harness/base/status_macros.h"
#include "harness/runbook/plan.h"
#include "harness/runbook/procedure.h"
#include "harness/stack/registry_mirror.h"

namespace drill {
namespace {

// The offer that is meant by its number or its id; null: neither.
const OfferedProcedure* OfferOf(absl::string_view typed,
                                const std::vector<OfferedProcedure>& offers) {
  int number = 0;
  if (absl::SimpleAtoi(typed, &number) && number >= 1 && number <= static_cast<int>(offers.size()))
    return &offers[static_cast<size_t>(number - 1)];
  for (const OfferedProcedure& offer : offers)
    if (!offer.id.empty() && absl::EqualsIgnoreCase(offer.id, typed)) return &offer;
  return nullptr;
}

// The id of the first offer of that heading; the heading again where none has one.
std::string IdOf(const std::string& heading, const std::vector<OfferedProcedure>& offers) {
  for (const OfferedProcedure& offer : offers)
    if (!offer.id.empty() && NormalHeading(offer.heading) == NormalHeading(heading))
      return offer.id;
  return heading;
}

// Whether the scenario rolls back by that procedure. Several of a document may share a heading, so
// that the id decides where both have one.
bool Drills(const PreparedDrill& drill, const std::string& id, const std::string& heading) {
  const ChosenProcedure own = OwnProcedure(drill);
  if (!id.empty() && own.id != own.heading) return own.id == id;
  return NormalHeading(own.heading) == NormalHeading(heading);
}

std::vector<std::string> KindsOf(const PreparedDrill& drill, const std::string& id,
                                 const std::string& heading) {
  for (const DocumentedProcedure& one : drill.stack().procedures())
    if (id.empty() ? NormalHeading(one.heading()) == NormalHeading(heading) : one.id() == id)
      return {one.kinds().begin(), one.kinds().end()};
  return {};
}

// As the document has it.
absl::Status PlanAnew(const PreparedDrill& drill, ChosenProcedure* chosen) {
  PlanContext context;
  context.programs = drill.programs;
  context.host_names = {drill.stack().host_names().begin(), drill.stack().host_names().end()};
  context.has_mirror = HasRegistryMirror(drill.stack(), drill.loaded.stack.directory);
  chosen->rollback.set_heading(chosen->heading);
  chosen->plan = MakePlan(drill.document, chosen->rollback, context);
  RETURN_IF_ERROR(chosen->plan.failure);
  if (chosen->plan.problems.empty()) return absl::OkStatus();
  return absl::FailedPreconditionError(
      absl::StrCat("\"", chosen->heading,
                   "\" cannot be run as it stands, and no scenario of the "
                   "plan says how:\n",
                   absl::StrJoin(chosen->plan.problems, "\n")));
}

}  // namespace

std::vector<OfferedProcedure> ProceduresOnOffer(const PreparedDrill& drill) {
  std::vector<OfferedProcedure> offers;
  for (const DocumentedProcedure& one : drill.stack().procedures())
    offers.push_back({one.id(), one.heading(), one.name()});
  if (!offers.empty()) return offers;
  for (std::string& heading : ProcedureHeadings(drill.document))
    offers.push_back({"", std::move(heading), ""});
  return offers;
}

ChosenProcedure OwnProcedure(const PreparedDrill& drill) {
  ChosenProcedure own;
  own.heading = RollbackName(drill.scenario().rollback());
  own.id = drill.scenario().procedure_id().empty() ? own.heading : drill.scenario().procedure_id();
  own.kinds = drill.incident.kinds;
  own.scenarios_own = true;
  own.rollback = drill.scenario().rollback();
  return own;
}

absl::StatusOr<ChosenProcedure> ChooseProcedure(absl::string_view typed, const PreparedDrill& drill,
                                                const std::vector<PreparedDrill>& others) {
  const std::vector<OfferedProcedure> offers = ProceduresOnOffer(drill);
  const OfferedProcedure* const offer = OfferOf(typed, offers);
  ChosenProcedure chosen;
  if (offer != nullptr) {
    chosen.id = offer->id;
    chosen.heading = offer->heading;
  } else {
    ASSIGN_OR_RETURN(const Procedure found, FindProcedure(drill.document, typed));
    chosen.heading = found.heading.text;
  }
  if (Drills(drill, chosen.id, chosen.heading)) return OwnProcedure(drill);
  chosen.kinds = KindsOf(drill, chosen.id, chosen.heading);
  for (const PreparedDrill& other : others) {
    if (!Drills(other, chosen.id, chosen.heading)) continue;
    chosen.plan = other.plan;
    chosen.rollback = other.scenario().rollback();
    if (chosen.id.empty()) chosen.id = OwnProcedure(other).id;
    return chosen;
  }
  if (chosen.id.empty()) chosen.id = IdOf(chosen.heading, offers);
  RETURN_IF_ERROR(PlanAnew(drill, &chosen));
  return chosen;
}

}  // namespace drill
