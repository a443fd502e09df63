#include "harness/gate/gate_catalogue.h"

#include <algorithm>
#include <set>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"

namespace drill {

GateCatalogue::GateCatalogue(const std::vector<GateScenario>& scenarios) {
  std::set<std::string> names;
  for (const GateScenario& scenario : scenarios)
    if (names.insert(scenario.name).second) scenarios_.push_back(scenario);
  std::sort(scenarios_.begin(), scenarios_.end(),
            [](const GateScenario& a, const GateScenario& b) { return a.name < b.name; });
}

std::vector<const GateScenario*> GateCatalogue::Named(absl::string_view text) const {
  std::vector<const GateScenario*> found;
  for (const GateScenario& scenario : scenarios_)
    if (scenario.name == text) return {&scenario};
  const std::string directory = absl::StrCat(absl::StripSuffix(text, "/"), "/");
  for (const GateScenario& scenario : scenarios_)
    if (absl::StartsWith(scenario.name, directory)) found.push_back(&scenario);
  return found;
}

std::vector<const GateScenario*> GateCatalogue::Proving(absl::string_view stack,
                                                        absl::string_view procedure_id) const {
  std::vector<const GateScenario*> found;
  for (const GateScenario& scenario : scenarios_) {
    if (scenario.stack == stack && scenario.procedure_id == procedure_id && !scenario.known_bad)
      found.push_back(&scenario);
  }
  return found;
}

std::vector<std::string> GateCatalogue::Names() const {
  std::vector<std::string> names;
  for (const GateScenario& scenario : scenarios_) names.push_back(scenario.name);
  return names;
}

std::vector<std::string> GateCatalogue::Directories() const {
  std::set<std::string> directories;
  for (const GateScenario& scenario : scenarios_) {
    const size_t end = scenario.name.rfind('/');
    if (end != std::string::npos) directories.insert(scenario.name.substr(0, end));
  }
  return {directories.begin(), directories.end()};
}

std::vector<std::string> GateCatalogue::Stacks() const {
  std::set<std::string> stacks;
  for (const GateScenario& scenario : scenarios_) stacks.insert(scenario.stack);
  return {stacks.begin(), stacks.end()};
}

std::vector<std::string> GateCatalogue::Procedures(absl::string_view stack) const {
  std::set<std::string> ids;
  for (const GateScenario& scenario : scenarios_)
    if (scenario.stack == stack) ids.insert(scenario.procedure_id);
  return {ids.begin(), ids.end()};
}

}  // namespace drill
