#include "harness/command/coverage.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "harness/base/plural.h"
#include "harness/runbook/decision_table.h"
#include "harness/runbook/procedure.h"

namespace drill {
namespace {

using Drills = std::vector<const PreparedDrill*>;

// What tells one system from another: the list of its procedures, or the stack itself.
std::string SystemKey(const PreparedDrill& drill) {
  std::string key;
  for (const DocumentedProcedure& procedure : drill.stack().procedures())
    absl::StrAppend(&key, procedure.id(), "\n", procedure.heading(), "\n");
  return key.empty() ? drill.scenario().stack() : key;
}

// A heading that occurs more than once has several names, by its path.
bool IsUnder(const PreparedDrill& drill, const std::string& heading) {
  const Rollback& rollback = drill.scenario().rollback();
  if (!rollback.table_row().empty()) return false;
  if (NormalHeading(rollback.heading()) == NormalHeading(heading)) return true;
  const absl::StatusOr<Procedure> drilled = FindProcedure(drill.document, rollback.heading());
  const absl::StatusOr<Procedure> named = FindProcedure(drill.document, heading);
  return drilled.ok() && named.ok() && drilled->first_line == named->first_line;
}

std::vector<ProcedureCoverage> ByTheStacksList(const Drills& drills) {
  const auto& listed = drills.front()->stack().procedures();
  std::vector<ProcedureCoverage> procedures;
  for (const DocumentedProcedure& procedure : listed) {
    ProcedureCoverage& entry = procedures.emplace_back();
    entry.id = procedure.id();
    entry.name = procedure.name().empty() ? procedure.heading() : procedure.name();
    entry.heading_missing = std::none_of(drills.begin(), drills.end(), [&](const auto* drill) {
      return FindProcedure(drill->document, procedure.heading()).ok();
    });
    const auto same_heading = std::count_if(
        listed.begin(), listed.end(),
        [&](const DocumentedProcedure& other) { return other.heading() == procedure.heading(); });
    for (const PreparedDrill* drill : drills) {
      const std::string& id = drill->scenario().procedure_id();
      if (id == entry.id ||
          (id.empty() && same_heading == 1 && IsUnder(*drill, procedure.heading()))) {
        entry.scenarios.push_back(drill->name());
      }
    }
  }
  return procedures;
}

std::vector<ProcedureCoverage> ByTheHeadings(const Drills& drills) {
  std::vector<ProcedureCoverage> procedures;
  for (const std::string& heading : ProcedureHeadings(drills.front()->document)) {
    ProcedureCoverage& entry = procedures.emplace_back();
    entry.name = heading;
    for (const PreparedDrill* drill : drills) {
      if (IsUnder(*drill, heading)) entry.scenarios.push_back(drill->name());
    }
  }
  return procedures;
}

// Rows of the decision table that leave a reader without a procedure.
std::vector<std::string> Unserved(const PreparedDrill& drill) {
  std::vector<std::string> kinds;
  for (const DocumentedProcedure& procedure : drill.stack().procedures())
    kinds.insert(kinds.end(), procedure.kinds().begin(), procedure.kinds().end());
  return UnservedIssues(drill.incident.decisions, kinds);
}

void CountCommands(const Drills& drills, SystemCoverage* system) {
  std::map<std::pair<std::string, int>, bool> as_written;
  std::set<std::pair<std::string, int>> by_hand;
  std::set<std::tuple<std::string, int, std::string>> deviations;
  for (const PreparedDrill* drill : drills) {
    const std::string& document = drill->document.path;
    for (const Step& step : drill->plan.steps) {
      if (step.manual) {
        by_hand.insert({document, step.line});
        continue;
      }
      bool& always = as_written.try_emplace({document, step.line}, true).first->second;
      always = always && step.verbatim();
    }
    for (const PlanDeviation& deviation : drill->plan.deviations)
      deviations.insert({document, deviation.line, deviation.kind});
  }
  system->commands = static_cast<int>(as_written.size());
  system->by_hand = static_cast<int>(by_hand.size());
  system->as_written = static_cast<int>(std::count_if(
      as_written.begin(), as_written.end(), [](const auto& entry) { return entry.second; }));
  system->deviations = static_cast<int>(deviations.size());
}

}  // namespace

std::vector<std::string> SystemCoverage::Uncovered() const {
  std::vector<std::string> uncovered;
  for (const ProcedureCoverage& procedure : procedures) {
    if (!procedure.covered())
      uncovered.push_back(procedure.id.empty() ? procedure.name : procedure.id);
  }
  return uncovered;
}

std::vector<SystemCoverage> CoverageOf(const std::vector<PreparedDrill>& drills) {
  std::map<std::string, Drills> systems;
  for (const PreparedDrill& drill : drills) {
    if (!drill.document.path.empty()) systems[SystemKey(drill)].push_back(&drill);
  }
  std::vector<SystemCoverage> coverage;
  for (const auto& [key, of_system] : systems) {
    std::set<std::string> stacks;
    for (const PreparedDrill* drill : of_system) stacks.insert(drill->scenario().stack());
    SystemCoverage& system = coverage.emplace_back();
    system.stacks = absl::StrJoin(stacks, ", ");
    system.procedures = of_system.front()->stack().procedures_size() > 0
                            ? ByTheStacksList(of_system)
                            : ByTheHeadings(of_system);
    CountCommands(of_system, &system);
    system.unserved = Unserved(*of_system.front());
  }
  return coverage;
}

std::string CoverageTable(const SystemCoverage& system) {
  std::string table = absl::StrCat("Procedures of ", system.stacks, " and who drills them:\n");
  for (const ProcedureCoverage& procedure : system.procedures) {
    const std::string who = procedure.heading_missing ? "THE DOCUMENT HAS NO SUCH HEADING"
                            : procedure.scenarios.empty()
                                ? "NOBODY"
                                : absl::StrJoin(procedure.scenarios, ", ");
    absl::StrAppendFormat(&table, "  %-4s %-36s %s\n", procedure.id, procedure.name, who);
  }
  const std::vector<std::string> uncovered = system.Uncovered();
  absl::StrAppend(&table, "  ", system.procedures.size(), " procedures, ",
                  uncovered.empty() ? "none uncovered"
                                    : absl::StrCat(uncovered.size(),
                                                   " uncovered: ", absl::StrJoin(uncovered, ", ")),
                  "\n  ", Counted(system.commands, "command"), " run, ", system.as_written,
                  " of them as written; ", Counted(system.deviations, "deviation"), "\n");
  if (system.by_hand > 0)
    absl::StrAppend(&table, "  ", Counted(system.by_hand, "step"),
                    " by hand, waited for and never verified\n");
  if (!system.unserved.empty())
    absl::StrAppend(&table, "  no procedure for these rows of the decision table: ",
                    absl::StrJoin(system.unserved, ", "), "\n");
  return table;
}

}  // namespace drill
