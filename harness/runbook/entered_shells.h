// Shells that commands of a runbook open, and where the operator is out of them again.
#ifndef HARNESS_RUNBOOK_ENTERED_SHELLS_H_
#define HARNESS_RUNBOOK_ENTERED_SHELLS_H_

#include <set>
#include <string>
#include <vector>

#include "harness/runbook/plan.h"
#include "harness/runbook/shell_block.h"
#include "harness/scenario/scenario.pb.h"

namespace drill {

// Follows the statements in their order. `rollback` must outlive it.
class EnteredShells {
 public:
  explicit EnteredShells(const Rollback& rollback) : rollback_(rollback) {}

  // Marks the step of the statement where it opens a shell, leaves one, or is typed outside again;
  // whether it opens one. What the scenario decided of that is added to `deviations`.
  bool Mark(const Statement& statement, Step* step, std::vector<PlanDeviation>* deviations);

  // Entrances whose command has not come, and those that are not left where they say.
  std::vector<std::string> Unused() const;

 private:
  void Leave(const Statement& statement, Step* step, std::vector<PlanDeviation>* deviations);

  const Rollback& rollback_;
  // Innermost last.
  std::vector<const Entrance*> open_;
  std::set<const Entrance*> entered_;
  std::set<const Entrance*> left_;
};

}  // namespace drill

#endif  // HARNESS_RUNBOOK_ENTERED_SHELLS_H_
