#include "harness/command/gate_scenarios.h"

#include <utility>

#include "harness/base/status_macros.h"
#include "harness/runbook/plan.h"
#include "harness/scenario/scenario_loader.h"

namespace drill {

std::string ProcedureIdOf(const Scenario& scenario) {
  return scenario.procedure_id().empty() ? RollbackName(scenario.rollback())
                                         : scenario.procedure_id();
}

GateScenarios GateScenarios::Find(const std::string& root, std::vector<std::string>* unreadable) {
  GateScenarios found;
  found.root_ = root;
  for (const std::string& file : AllScenarios(root)) {
    absl::StatusOr<LoadedScenario> scenario = LoadScenario(root, file);
    if (!scenario.ok()) {
      unreadable->emplace_back(scenario.status().message());
      continue;
    }
    const std::string name = scenario->name;
    found.found_.emplace(name, *std::move(scenario));
  }
  return found;
}

GateCatalogue GateScenarios::Catalogue() {
  std::vector<GateScenario> scenarios;
  for (const auto& [name, loaded] : found_) {
    GateScenario& scenario = scenarios.emplace_back();
    scenario.name = name;
    scenario.stack = loaded.scenario.stack();
    scenario.procedure_id = ProcedureIdOf(loaded.scenario);
    scenario.known_bad = loaded.scenario.has_known_bad();
    scenario.targets = [this, of = name] { return TargetsOf(of); };
  }
  return GateCatalogue(scenarios);
}

// Where the document could not be read, they are not known.
std::vector<std::string> GateScenarios::TargetsOf(const std::string& name) {
  const absl::StatusOr<const PreparedDrill*> drill = Get(name);
  if (!drill.ok() || !(*drill)->problems.empty()) return {};
  std::vector<std::string> targets = {(*drill)->target.name()};
  for (const Event::Target& target : (*drill)->span_targets) targets.push_back(target.name());
  return targets;
}

std::vector<std::string> GateScenarios::ProblemsOf(const std::set<std::string>& names) {
  std::vector<std::string> problems;
  for (const std::string& name : names) {
    const absl::StatusOr<const PreparedDrill*> drill = Get(name);
    if (drill.ok())
      problems.insert(problems.end(), (*drill)->problems.begin(), (*drill)->problems.end());
    else
      problems.emplace_back(drill.status().message());
  }
  return problems;
}

std::vector<std::string> GateScenarios::ProblemsOf(const GateReport& planned) {
  std::set<std::string> names;
  for (const GateResult& result : planned.results()) names.insert(result.scenario());
  // What would renew it.
  for (const GateEvidence& evidence : planned.evidence()) names.insert(evidence.scenarios(0));
  return ProblemsOf(names);
}

absl::StatusOr<const PreparedDrill*> GateScenarios::Get(const std::string& name) {
  auto drill = drills_.find(name);
  if (drill == drills_.end())
    drill = drills_.emplace(name, PrepareDrill(root_, found_.at(name).file, "")).first;
  RETURN_IF_ERROR(drill->second.status());
  return &*drill->second;
}

}  // namespace drill
