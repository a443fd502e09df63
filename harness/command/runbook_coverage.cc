#include "harness/command/runbook_coverage.h"

#include <algorithm>
#include <map>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "harness/command/coverage.h"
#include "reports/drills_table.h"
#include "reports/text.h"

namespace drill {
namespace {

constexpr size_t kCommand = 80;

using Named = std::map<std::string, const PreparedDrill*>;

// The drills of these scenarios, newest first.
std::vector<const Summary*> DrillsOf(const std::vector<std::string>& scenarios,
                                     const std::vector<Summary>& history) {
  std::vector<const Summary*> drills;
  for (const Summary& drill : history) {
    if (std::find(scenarios.begin(), scenarios.end(), drill.scenario()) != scenarios.end())
      drills.push_back(&drill);
  }
  return drills;
}

// A document changes between drills: a command is the same for as long as its text is, wherever it
// stands.
void FindLastRun(const std::vector<const Summary*>& drills, CommandLastRun& command) {
  for (const Summary* const drill : drills) {
    for (const SummaryCommand& run : drill->commands()) {
      if (run.text() != command.text) continue;
      command.last_run = drill->started_at();
      command.fate = CommandFate(run);
      return;
    }
  }
}

// Every command that a scenario of the procedure follows, once.
std::vector<CommandLastRun> CommandsOf(const std::vector<std::string>& scenarios,
                                       const Named& prepared,
                                       const std::vector<const Summary*>& drills) {
  std::map<int, CommandLastRun> by_line;
  for (const std::string& scenario : scenarios) {
    const auto found = prepared.find(scenario);
    if (found == prepared.end()) continue;
    for (const Step& step : found->second->plan.steps) {
      if (step.manual) continue;
      CommandLastRun& command = by_line[step.line];
      command.line = step.line;
      command.text = step.text;
    }
  }
  std::vector<CommandLastRun> commands;
  for (auto& [line, command] : by_line) {
    FindLastRun(drills, command);
    commands.push_back(std::move(command));
  }
  return commands;
}

ProcedureLastRun LastRun(const std::string& stacks, const ProcedureCoverage& procedure,
                         const Named& prepared, const std::vector<Summary>& history) {
  ProcedureLastRun entry;
  entry.stacks = stacks;
  entry.id = procedure.id;
  entry.name = procedure.name;
  const std::vector<const Summary*> drills = DrillsOf(procedure.scenarios, history);
  if (!drills.empty()) {
    entry.last_run = drills.front()->started_at();
    entry.outcome = RowOutcome(*drills.front());
    entry.scenario = drills.front()->scenario();
  }
  entry.commands = CommandsOf(procedure.scenarios, prepared, drills);
  return entry;
}

}  // namespace

std::vector<ProcedureLastRun> RunbookCoverage(const std::vector<PreparedDrill>& drills,
                                              const std::vector<Summary>& history) {
  Named prepared;
  for (const PreparedDrill& drill : drills) prepared.emplace(drill.name(), &drill);
  std::vector<ProcedureLastRun> procedures;
  for (const SystemCoverage& system : CoverageOf(drills)) {
    for (const ProcedureCoverage& procedure : system.procedures)
      procedures.push_back(LastRun(system.stacks, procedure, prepared, history));
  }
  // An empty time sorts before every other one; RFC 3339 in one zone sorts as text.
  std::stable_sort(
      procedures.begin(), procedures.end(),
      [](const ProcedureLastRun& a, const ProcedureLastRun& b) { return a.last_run < b.last_run; });
  return procedures;
}

std::string RunbookCoverageTable(const std::vector<ProcedureLastRun>& procedures) {
  std::string table = absl::StrFormat("%-20s  %-20s %-36s %s\n", "LAST RUN (UTC)", "OUTCOME",
                                      "SCENARIO", "DOCUMENTED PROCEDURE");
  for (const ProcedureLastRun& procedure : procedures) {
    const bool never = procedure.last_run.empty();
    absl::StrAppendFormat(&table, "%-20s  %-20s %-36s %s %s%s%s\n",
                          never ? "never" : procedure.last_run.substr(0, 19),
                          never ? "-" : procedure.outcome, never ? "-" : procedure.scenario,
                          procedure.stacks, procedure.id, procedure.id.empty() ? "" : " ",
                          procedure.name);
    if (never) continue;
    for (const CommandLastRun& command : procedure.commands) {
      if (!command.last_run.empty()) continue;
      absl::StrAppendFormat(&table, "    line %d was never run: %s\n", command.line,
                            ShortLine(command.text, kCommand));
    }
  }
  return table;
}

nlohmann::ordered_json RunbookCoverageJson(const std::vector<ProcedureLastRun>& procedures) {
  using Json = nlohmann::ordered_json;
  // What never was is null, not an empty time.
  const auto text_or_null = [](const std::string& text) {
    return text.empty() ? Json(nullptr) : Json(text);
  };
  Json all = Json::array();
  for (const ProcedureLastRun& procedure : procedures) {
    Json commands = Json::array();
    for (const CommandLastRun& command : procedure.commands) {
      commands.push_back({{"line", command.line},
                          {"text", command.text},
                          {"last_run", text_or_null(command.last_run)},
                          {"fate", text_or_null(command.fate)}});
    }
    all.push_back({{"stacks", procedure.stacks},
                   {"id", procedure.id},
                   {"name", procedure.name},
                   {"last_run", text_or_null(procedure.last_run)},
                   {"outcome", text_or_null(procedure.outcome)},
                   {"scenario", text_or_null(procedure.scenario)},
                   {"commands", std::move(commands)}});
  }
  return all;
}

}  // namespace drill
