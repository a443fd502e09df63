#include <cstdio>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "absl/time/time.h"
#include "harness/command/coverage.h"
#include "harness/command/reading_commands.h"
#include "harness/drill/prepared_drill.h"
#include "harness/scenario/fault_family.h"
#include "harness/scenario/scenario_loader.h"

namespace drill {
namespace {

constexpr int kExitUncovered = 1;

std::string Families(const Scenario& scenario) {
  std::set<std::string> families;
  for (const Fault& fault : scenario.fault()) families.insert(FaultFamily(fault));
  return absl::StrJoin(families, ", ");
}

void PrintRow(const std::string& name, const std::string& stack, const std::string& fault,
              const std::string& procedure, const std::string& target, const std::string& note) {
  std::printf("%s\n", absl::StrFormat("%-36s %-15s %-13s %-33s %-7s %s", name, stack, fault,
                                      procedure, target, note)
                          .c_str());
}

void PrintScenario(const PreparedDrill& drill) {
  const Scenario& scenario = drill.scenario();
  const std::string& id = scenario.procedure_id();
  const std::string procedure =
      absl::StrCat(id, id.empty() ? "" : " ", RollbackName(scenario.rollback()));
  std::string note =
      scenario.has_known_bad() ? absl::StrCat("known bad: ", scenario.known_bad().check()) : "";
  if (!drill.problems.empty())
    note = absl::StrCat(drill.problems.size(), " problems; see `validate`");
  PrintRow(drill.name(), scenario.stack(), Families(scenario), procedure,
           absl::FormatDuration(absl::Milliseconds(drill.target.limit_ms())), note);
}

}  // namespace

int ListScenarios(const Options& options) {
  const std::vector<std::string> files = AllScenarios(Root());
  if (files.empty()) {
    std::fprintf(stderr, "There are no scenarios, neither in %s nor here.\n", Root().c_str());
    return kExitUnusable;
  }
  PrintRow("SCENARIO", "SYSTEM", "FAULT", "PROCEDURE", "TARGET", "");
  int code = 0;
  std::vector<PreparedDrill> drills;
  for (const std::string& file : files) {
    absl::StatusOr<PreparedDrill> drill = PrepareDrill(Root(), file, "");
    if (drill.ok()) {
      PrintScenario(*drill);
      drills.push_back(*std::move(drill));
    } else {
      std::fprintf(stderr, "%s\n", std::string(drill.status().message()).c_str());
      code = kExitUnusable;
    }
  }
  bool covered = true;
  for (const SystemCoverage& system : CoverageOf(drills)) {
    std::printf("\n%s", CoverageTable(system).c_str());
    covered = covered && system.Uncovered().empty();
  }
  return code == 0 && options.covered && !covered ? kExitUncovered : code;
}

}  // namespace drill
