#include <cstdio>
#include <string>
#include <vector>

#include "harness/drill/prepared_drill.h"
#include "harness/drill/reading_commands.h"
#include "harness/scenario/scenario_loader.h"

namespace drill {
namespace {

// True when the scenario is usable.
bool ValidateOne(const std::string& file, const std::string& runbook) {
  const absl::StatusOr<PreparedDrill> drill = PrepareDrill(Root(), file, runbook);
  if (!drill.ok()) {
    std::fprintf(stderr, "%s\n", std::string(drill.status().message()).c_str());
    return false;
  }
  for (const std::string& problem : drill->problems) std::fprintf(stderr, "%s\n", problem.c_str());
  if (!drill->problems.empty()) return false;
  std::printf("%s: usable; %zu commands, %zu deviations from the document\n", drill->name().c_str(),
              drill->plan.steps.size(), drill->plan.deviations.size());
  for (const PlanDeviation& deviation : drill->plan.deviations) {
    std::printf("  %s:%d: %s: %s (%s)\n", drill->runbook_file.c_str(), deviation.line,
                deviation.kind.c_str(), deviation.text.c_str(), deviation.reason.c_str());
  }
  for (const std::string& note : drill->plan.notes) std::printf("  %s\n", note.c_str());
  return true;
}

}  // namespace

int ValidateFiles(const Options& options) {
  bool usable = true;
  for (const std::string& argument : options.arguments) {
    const absl::StatusOr<std::vector<std::string>> files = FindScenarios(Root(), argument);
    if (!files.ok()) {
      std::fprintf(stderr, "%s\n", std::string(files.status().message()).c_str());
      usable = false;
      continue;
    }
    for (const std::string& file : *files) usable = ValidateOne(file, options.runbook) && usable;
  }
  return usable ? 0 : kExitUnusable;
}

}  // namespace drill
