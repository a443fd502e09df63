// What a scenario makes of a runbook's procedure: the exact commands to run, in order, and every
// place where they are not the document's own.
//
//   Plan plan = MakePlan(document, scenario.rollback());
//   if (!plan.problems.empty()) ...   // the scenario is invalid
#ifndef HARNESS_RUNBOOK_PLAN_H_
#define HARNESS_RUNBOOK_PLAN_H_

#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "harness/runbook/document.h"
#include "harness/runbook/output_rule.h"
#include "harness/runbook/programs.h"
#include "harness/scenario/scenario.pb.h"

namespace drill {

// One statement of the document: a simple command, a pipeline, a list or a whole loop.
struct Step {
  // As it stands in the document.
  std::string text;
  // As it is run.
  std::string run_text;
  // 1-based, of its first word.
  int line = 0;
  // Number of its block in the procedure, from 0. `exit` ends the block.
  int block = 0;
  // Its failure does not stop the operator.
  bool tolerated = false;
  // Exit codes with which it, a pure look, says that there is nothing to be seen.
  std::vector<int> finds_nothing;
  // Lines that were put before `text` in `run_text` (values of variables that a person would set).
  int added_lines = 0;
  // What it runs is a shell that takes the following steps, in `entered_directory` unless that is
  // empty.
  bool enters = false;
  std::string entered_directory;
  // It is an `exit` by which the operator leaves a shell that was entered.
  bool leaves = false;
  // The operator leaves the shell that was entered before this is run.
  bool leaves_first = false;
  // It is for a person's hands, who have so long for it: `text` is the document's words, `run_text`
  // what the harness runs in their place afterwards, or empty.
  bool manual = false;
  absl::Duration given;
  // What it must print beside ending well.
  std::vector<OutputRule> output_rules;
  // Neither a simple command nor a pipeline: what is inside gets records of its own.
  bool compound = false;
  // Line and first word of the commands in pipelines: parallel, so none has a time of its own.
  std::vector<std::pair<int, std::string>> piped;

  bool verbatim() const { return text == run_text; }
};

// A value that only the machine knows, looked up there when a step needs it (see value_lookup.h).
// Until then its token stands in the text that is run.
struct ValueLookup {
  std::string token;
  // As it stands in the document.
  std::string placeholder;
  // Prints the value.
  std::string command;
  // The value of a variable, which is quoted for the shell; else it stands as a person types it.
  bool variable = false;
};

// A place where the scenario, not the document, decided. Becomes drill.Deviation in the journal.
struct PlanDeviation {
  int line = 0;
  std::string text;
  std::string reason;
  // choice, binding, substitution, skipped, tolerance, entrance, typed, expected_output,
  // edit, manual.
  std::string kind;
};

struct Plan {
  // The heading or the table's row found, and its line.
  std::string heading;
  int line = 0;
  std::vector<Step> steps;
  std::vector<ValueLookup> lookups;
  std::vector<PlanDeviation> deviations;
  // "path:line: what; remedy", all of them. Not empty: the plan must not be run.
  std::vector<std::string> problems;
  // "path:line: what" a reader should know, e.g. that a sql block is not run.
  std::vector<std::string> notes;
  // Not OK: the document could not be read to its end, for a reason of the machine, not its own.
  absl::Status failure;
};

// What is known beside the document.
struct PlanContext {
  ProgramTable programs = ProgramTable::Shipped();
  // Of the stack: names that the machine answers to.
  std::vector<std::string> host_names;
  // The machine has a registry that answers in place of Docker Hub.
  bool has_mirror = false;
};

Plan MakePlan(const Document& document, const Rollback& rollback, const PlanContext& context = {});

// What a scenario calls its procedure: the table's row, else the heading.
const std::string& RollbackName(const Rollback& rollback);

}  // namespace drill

#endif  // HARNESS_RUNBOOK_PLAN_H_
