#include "harness/drill/incident.h"

#include <algorithm>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "harness/base/proto_duration.h"
#include "harness/runbook/plan.h"
#include "harness/runbook/procedure.h"
#include "harness/runbook/unwrapped.h"

namespace drill {
namespace {

// The line of the paragraph in which the sentence stands; 0: in none.
int LineOf(const Document& document, const std::string& quote) {
  const std::string wanted = Unwrapped(quote);
  for (const Paragraph& paragraph : document.paragraphs)
    if (absl::StrContains(Unwrapped(paragraph.text), wanted)) return paragraph.line;
  return 0;
}

std::vector<Probe> ProbesOf(const Trigger& trigger, const Stack& stack) {
  if (trigger.has_probe()) return {trigger.probe()};
  std::vector<Probe> probes;
  for (const Probe& probe : stack.steady_state()) {
    const auto& names = trigger.red().names();
    const bool named = std::any_of(names.begin(), names.end(), [&](const std::string& name) {
      return name == "*" || name == probe.name();
    });
    if (named) probes.push_back(probe);
  }
  return probes;
}

// An issue that leads to no row would be told as one that the document says nothing of.
void MustBeRow(const Document& document, const std::vector<DecisionRow>& rows,
               const std::string& issue, const std::string& whose,
               std::vector<std::string>* problems) {
  if (issue.empty() || rows.empty() || FindDecision(rows, issue) != nullptr) return;
  problems->push_back(absl::StrCat(document.path, ":", rows.front().line, ": \"", issue,
                                   "\" is no row of the decision table; correct ", whose));
}

// The drilled procedure in the stack's list; null where it has none.
const DocumentedProcedure* ProcedureOf(const Stack& stack, const Scenario& scenario) {
  for (const DocumentedProcedure& one : stack.procedures()) {
    const bool meant =
        scenario.procedure_id().empty()
            ? NormalHeading(one.heading()) == NormalHeading(scenario.rollback().heading())
            : one.id() == scenario.procedure_id();
    if (meant) return &one;
  }
  return nullptr;
}

}  // namespace

Incident ReadIncident(const Document& document, const Stack& stack, const Scenario& scenario,
                      std::vector<std::string>* problems) {
  Incident incident;
  for (const Trigger& trigger : stack.triggers()) {
    const int line = LineOf(document, trigger.quote());
    if (line == 0)
      problems->push_back(absl::StrCat(document.path, ":1: \"", trigger.quote(),
                                       "\" is no sentence of the document; correct the stack's "
                                       "`triggers`, or the document"));
    incident.triggers.push_back({trigger, line, ProbesOf(trigger, stack)});
  }
  if (stack.triggers_shortened() > 0) incident.shortened = stack.triggers_shortened();
  if (stack.has_decision_table()) {
    const DecisionTable& table = stack.decision_table();
    absl::StatusOr<std::vector<DecisionRow>> rows =
        FindDecisionTable(document, table.heading(), {table.kinds().begin(), table.kinds().end()});
    if (rows.ok())
      incident.decisions = *std::move(rows);
    else
      problems->emplace_back(rows.status().message());
    incident.given = FromProto(table.given());
  }
  incident.issue = scenario.issue();
  MustBeRow(document, incident.decisions, incident.issue, "the scenario's `issue`", problems);
  for (const Trigger& trigger : stack.triggers())
    MustBeRow(document, incident.decisions, trigger.issue(), "the stack's `triggers`", problems);
  incident.procedure = RollbackName(scenario.rollback());
  if (const DocumentedProcedure* const procedure = ProcedureOf(stack, scenario)) {
    incident.procedure = procedure->id();
    incident.kinds = {procedure->kinds().begin(), procedure->kinds().end()};
  }
  return incident;
}

}  // namespace drill
