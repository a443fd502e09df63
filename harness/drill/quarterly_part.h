// What a quarterly drill is beside a drill.
#ifndef HARNESS_DRILL_QUARTERLY_PART_H_
#define HARNESS_DRILL_QUARTERLY_PART_H_

#include <functional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "harness/drill/attendance.h"
#include "harness/drill/incident.h"
#include "harness/drill/lead.h"
#include "harness/journal/journal.pb.h"
#include "harness/runbook/plan.h"
#include "harness/scenario/scenario.pb.h"

namespace drill {

// A procedure that can be run.
struct ChosenProcedure {
  // As the stack numbers it, or else its heading.
  std::string id;
  std::string heading;
  // What it rolls back.
  std::vector<std::string> kinds;
  // The one by which the scenario is to be rolled back: `plan` and `rollback` are the scenario's.
  bool scenarios_own = false;
  Plan plan;
  Rollback rollback;
};

struct QuarterlyPart {
  QuarterlyStarted started;
  LastDrill last;
  // Of the scenario.
  ChosenProcedure own;
  std::vector<OfferedProcedure> offers;
  // The procedure that a person means; an error says in words for them why it cannot be run.
  std::function<absl::StatusOr<ChosenProcedure>(const std::string& typed)> choose;
  // Not owned.
  Lead* lead = nullptr;
  // By which the drill goes on when its terminal is closed. Not owned; null: it is stopped then.
  Attendance* attendance = nullptr;
};

}  // namespace drill

#endif  // HARNESS_DRILL_QUARTERLY_PART_H_
