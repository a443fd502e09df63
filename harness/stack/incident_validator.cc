#include "harness/stack/incident_validator.h"

#include <vector>

#include "absl/strings/str_cat.h"
#include "harness/scenario/probe_validator.h"

namespace drill {
namespace {

void ValidateErrors(const std::string& path, const ErrorRate& errors, FieldChecker* checker) {
  if (errors.above_percent() <= 0 || errors.above_percent() >= 100)
    checker->Add(FieldPath(path, "above_percent"), "is not between 0 and 100",
                 "write the document's percentage");
  checker->Require(FieldPath(path, "lasting"), errors.has_lasting(),
                   "the time that the document gives");
  checker->Positive(FieldPath(path, "lasting"), errors.lasting());
}

void ValidateSlower(const std::string& path, const SlowerThanBefore& slower,
                    FieldChecker* checker) {
  if (slower.by_percent() <= 0)
    checker->Add(FieldPath(path, "by_percent"), "is not above 0",
                 "write the document's percentage");
  checker->Positive(FieldPath(path, "lasting"), slower.lasting());
}

void ValidateRed(const std::string& path, const RedProbes& red, const Stack& stack,
                 FieldChecker* checker) {
  std::vector<std::string> known = {"*"};
  for (const Probe& probe : stack.steady_state()) known.push_back(probe.name());
  checker->Require(FieldPath(path, "names"), red.names_size() > 0,
                   "names of steady-state probes, or \"*\"");
  for (int i = 0; i < red.names_size(); ++i)
    checker->OneOf(FieldPath(path, "names", i), red.names(i), known, "steady-state probes");
}

void ValidateTriggers(const Stack& stack, std::set<std::string>* names, FieldChecker* checker) {
  std::set<std::string> quotes;
  for (int i = 0; i < stack.triggers_size(); ++i) {
    const Trigger& trigger = stack.triggers(i);
    const std::string path = FieldPath("", "triggers", i);
    checker->RequireText(FieldPath(path, "quote"), trigger.quote(),
                         "the sentence as it stands in the document");
    checker->Unique(FieldPath(path, "quote"), trigger.quote(), &quotes);
    checker->Require(path, trigger.condition_case() != Trigger::CONDITION_NOT_SET,
                     "set errors, slower, red or probe");
    if (trigger.has_errors()) ValidateErrors(path + ".errors", trigger.errors(), checker);
    if (trigger.has_slower()) ValidateSlower(path + ".slower", trigger.slower(), checker);
    if (trigger.has_red()) ValidateRed(path + ".red", trigger.red(), stack, checker);
    if (trigger.has_probe()) ValidateProbe(path + ".probe", trigger.probe(), names, checker);
    if ((trigger.has_errors() || trigger.has_slower()) && !stack.has_load())
      checker->Add(path, "is about requests, and the stack has no load",
                   "describe one under `load`");
    if (!trigger.issue().empty() && !stack.has_decision_table())
      checker->Add(FieldPath(path, "issue"), "is a row of `decision_table`, which is not there",
                   "describe the table, or remove the issue");
  }
  if (stack.triggers_shortened() != 0 && stack.triggers_shortened() < 1)
    checker->Add("triggers_shortened", "is below 1", "60 makes 5 s of 5 minutes");
}

void ValidateTable(const Stack& stack, FieldChecker* checker) {
  const DecisionTable& table = stack.decision_table();
  if (stack.has_decision_table()) {
    checker->RequireText("decision_table.heading", table.heading(),
                         "the document's heading over the table");
    checker->Require("decision_table.kinds", table.kinds_size() > 0,
                     "headings of its columns that are kinds of rollback");
    checker->Positive("decision_table.given", table.given());
  }
  const std::vector<std::string> kinds(table.kinds().begin(), table.kinds().end());
  for (int i = 0; i < stack.procedures_size(); ++i) {
    for (int j = 0; j < stack.procedures(i).kinds_size(); ++j)
      checker->OneOf(FieldPath(FieldPath("", "procedures", i), "kinds", j),
                     stack.procedures(i).kinds(j), kinds, "kinds of decision_table");
  }
}

}  // namespace

void ValidateIncident(const Stack& stack, std::set<std::string>* names, FieldChecker* checker) {
  ValidateTriggers(stack, names, checker);
  ValidateTable(stack, checker);
  std::set<std::string> seen;
  for (int i = 0; i < stack.span_targets_size(); ++i) {
    const SpanTarget& target = stack.span_targets(i);
    const std::string path = FieldPath("", "span_targets", i);
    checker->RequireText(FieldPath(path, "runbook_row"), target.runbook_row(),
                         "the first cell of a row of the runbook's time table");
    if (target.span() == SPAN_RECOVERY)
      checker->Add(FieldPath(path, "span"), "is not set, or is the recovery",
                   "the recovery's target is the scenario's own; name another span");
    checker->Unique(FieldPath(path, "span"), absl::StrCat(target.span()), &seen);
  }
}

}  // namespace drill
