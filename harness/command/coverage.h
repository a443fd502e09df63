// Which documented procedures are drilled, and by which scenarios.
#ifndef HARNESS_COMMAND_COVERAGE_H_
#define HARNESS_COMMAND_COVERAGE_H_

#include <string>
#include <vector>

#include "harness/drill/prepared_drill.h"

namespace drill {

struct ProcedureCoverage {
  // Empty where the stack numbers none.
  std::string id;
  std::string name;
  // No document of the stack has its heading.
  bool heading_missing = false;
  // Names of the scenarios that drill it.
  std::vector<std::string> scenarios;

  bool covered() const { return !scenarios.empty() && !heading_missing; }
};

// Stacks that list the same procedures (a fixture and its variants) are one system.
struct SystemCoverage {
  std::string stacks;
  std::vector<ProcedureCoverage> procedures;
  // Of the documents, each counted once however many scenarios run it: the commands that are run,
  // those of them that every scenario runs as they stand, and the places where a scenario does
  // otherwise than the document says (see Plan).
  int commands = 0;
  int as_written = 0;
  int deviations = 0;
  // Steps for a person's hands.
  int by_hand = 0;
  // Rows of the stack's decision table for which no procedure is there.
  std::vector<std::string> unserved;

  // Ids, or names where there are none, of those that no scenario drills.
  std::vector<std::string> Uncovered() const;
};

// In the order of the stacks' procedures; without a list, in that of the runbook's headings.
// Scenarios whose stack or runbook could not be read are left out.
std::vector<SystemCoverage> CoverageOf(const std::vector<PreparedDrill>& drills);

// A table for a reader; ends with a newline.
std::string CoverageTable(const SystemCoverage& system);

}  // namespace drill

#endif  // HARNESS_COMMAND_COVERAGE_H_
