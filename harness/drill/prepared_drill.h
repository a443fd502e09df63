// A scenario with everything it refers to, checked whole: stack, runbook, plan, target. No drill
// host is needed.
#ifndef HARNESS_DRILL_PREPARED_DRILL_H_
#define HARNESS_DRILL_PREPARED_DRILL_H_

#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "harness/drill/incident.h"
#include "harness/journal/journal.pb.h"
#include "harness/runbook/document.h"
#include "harness/runbook/endpoint.h"
#include "harness/runbook/named_revision.h"
#include "harness/runbook/plan.h"
#include "harness/runbook/programs.h"
#include "harness/stack/stack_loader.h"

namespace drill {

struct PreparedDrill {
  explicit PreparedDrill(LoadedDrill drill) : loaded(std::move(drill)) {}

  LoadedDrill loaded;
  std::string runbook_file;
  Document document;
  // What the harness and the team say of programs.
  ProgramTable programs = ProgramTable::Shipped();
  Plan plan;
  std::vector<Endpoint> endpoints;
  // Schema revisions in the table that the stack's `documented_revisions` names.
  std::vector<NamedRevision> revisions;
  Event::Target target;
  std::vector<Event::Target> span_targets;
  Incident incident;
  // One line each, "file:line: what; remedy". Not empty: the drill must not be run (exit 65).
  std::vector<std::string> problems;

  const std::string& name() const { return loaded.scenario.name; }
  const Scenario& scenario() const { return loaded.scenario.scenario; }
  const Stack& stack() const { return loaded.stack.stack; }
  // The release the drill starts from, and the one whose facts must hold at the end.
  const std::string& starting_release() const;
  const std::string& expected_release() const;
};

// Looks at all of it and collects every problem. `root` is the directory that holds scenarios/ and
// fixtures/; `runbook` replaces the stack's own document unless it is empty. A Status only when the
// scenario cannot be read.
absl::StatusOr<PreparedDrill> PrepareDrill(const std::string& root,
                                           const std::string& scenario_file,
                                           const std::string& runbook);

// For a control with neither fault nor procedure: whatever the scenario expects of parts of the
// system, all of it is still the release that the drill starts from.
void ExpectNothingChanged(PreparedDrill* drill);

}  // namespace drill

#endif  // HARNESS_DRILL_PREPARED_DRILL_H_
