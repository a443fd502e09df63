// What a document says of an incident before anything is rolled back: by what it is detected, and
// what is to be done about it.
#ifndef HARNESS_DRILL_INCIDENT_H_
#define HARNESS_DRILL_INCIDENT_H_

#include <string>
#include <vector>

#include "absl/time/time.h"
#include "harness/probe/probe.pb.h"
#include "harness/runbook/decision_table.h"
#include "harness/runbook/document.h"
#include "harness/scenario/scenario.pb.h"
#include "harness/stack/stack.pb.h"

namespace drill {

struct DocumentedTrigger {
  Trigger trigger;
  // Of the sentence in the document.
  int line = 0;
  // Where it is about probes: any of them red.
  std::vector<Probe> probes;
};

struct Incident {
  std::vector<DocumentedTrigger> triggers;
  // By how much the document's windows are shortened.
  double shortened = 1;
  std::vector<DecisionRow> decisions;
  // How long somebody takes to decide.
  absl::Duration given;
  // The row that people would see, where the scenario says so.
  std::string issue;
  // What the drilled procedure is, and what it rolls back.
  std::string procedure;
  std::vector<std::string> kinds;
};

// Adds "file:line: what; remedy" to `problems` for a sentence or a table that the document lacks.
Incident ReadIncident(const Document& document, const Stack& stack, const Scenario& scenario,
                      std::vector<std::string>* problems);

}  // namespace drill

#endif  // HARNESS_DRILL_INCIDENT_H_
