// The scenarios that a gate can name, each with everything it refers to.
#ifndef HARNESS_COMMAND_GATE_SCENARIOS_H_
#define HARNESS_COMMAND_GATE_SCENARIOS_H_

#include <map>
#include <set>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "harness/drill/prepared_drill.h"
#include "harness/gate/gate_catalogue.h"
#include "harness/journal/gate_report.pb.h"
#include "harness/scenario/scenario.pb.h"
#include "harness/scenario/scenario_loader.h"

namespace drill {

// Each is read when it is found; its stack and its runbook are when they are needed. Not
// thread-safe but for Get() of what was got before.
class GateScenarios {
 public:
  // The user's, below the working directory, and those of `root`. One that cannot be read is none,
  // and `unreadable` says so, a line each.
  static GateScenarios Find(const std::string& root, std::vector<std::string>* unreadable);

  // This must outlive it.
  GateCatalogue Catalogue();

  // Everything that is wrong with these scenarios, all of which are known; a line each.
  std::vector<std::string> ProblemsOf(const std::set<std::string>& names);

  // The same of every scenario that a planned gate names.
  std::vector<std::string> ProblemsOf(const GateReport& planned);

  // A known one; stays where it is. Errors as PrepareDrill()'s.
  absl::StatusOr<const PreparedDrill*> Get(const std::string& name);

 private:
  std::vector<std::string> TargetsOf(const std::string& name);

  std::string root_;
  std::map<std::string, LoadedScenario> found_;
  std::map<std::string, absl::StatusOr<PreparedDrill>> drills_;
};

// As the journal names it: the scenario's `procedure_id`, or else its heading.
std::string ProcedureIdOf(const Scenario& scenario);

}  // namespace drill

#endif  // HARNESS_COMMAND_GATE_SCENARIOS_H_
