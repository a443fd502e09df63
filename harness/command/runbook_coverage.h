// When each documented procedure, and each of its commands, was last run by a drill, and how that
// ended.
#ifndef HARNESS_COMMAND_RUNBOOK_COVERAGE_H_
#define HARNESS_COMMAND_RUNBOOK_COVERAGE_H_

#include <string>
#include <vector>

#include "harness/drill/prepared_drill.h"
#include "harness/journal/summary.pb.h"
#include "nlohmann/json.hpp"

namespace drill {

struct CommandLastRun {
  int line = 0;
  std::string text;
  // The newest drill in which it ran; empty: never.
  std::string last_run;
  // "exit 0"; empty where it never ran.
  std::string fate;
};

struct ProcedureLastRun {
  std::string stacks;
  // Empty where the stack numbers none.
  std::string id;
  std::string name;
  // RFC 3339; empty: never.
  std::string last_run;
  std::string outcome;
  std::string scenario;
  // In the document's order; of a procedure that no scenario drills none is known.
  std::vector<CommandLastRun> commands;
};

// `history`: drills that ran a procedure, newest first. What was never drilled comes first, then
// the oldest evidence.
std::vector<ProcedureLastRun> RunbookCoverage(const std::vector<PreparedDrill>& drills,
                                              const std::vector<Summary>& history);

// A line a procedure, and below it the commands that no kept drill ever ran. Ends with a newline.
std::string RunbookCoverageTable(const std::vector<ProcedureLastRun>& procedures);

// An array of objects with the fields' names.
nlohmann::ordered_json RunbookCoverageJson(const std::vector<ProcedureLastRun>& procedures);

}  // namespace drill

#endif  // HARNESS_COMMAND_RUNBOOK_COVERAGE_H_
