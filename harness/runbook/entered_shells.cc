#include "harness/runbook/entered_shells.h"

#include "absl/strings/str_cat.h"
#include "harness/runbook/choices.h"

namespace drill {
namespace {

constexpr char kDeviation[] = "entrance";

bool IsSame(const std::string& command, const Statement& statement) {
  return !command.empty() && NormalCommand(command) == NormalCommand(statement.text);
}

}  // namespace

bool EnteredShells::Mark(const Statement& statement, Step* step,
                         std::vector<PlanDeviation>* deviations) {
  Leave(statement, step, deviations);
  for (const Entrance& one : rollback_.entrances()) {
    if (!IsSame(one.command(), statement)) continue;
    step->enters = true;
    step->entered_directory = one.directory();
    open_.push_back(&one);
    entered_.insert(&one);
    const std::string where = one.directory().empty() ? "" : absl::StrCat(" in ", one.directory());
    deviations->push_back(
        {statement.line, statement.text,
         absl::StrCat("what follows is typed", where, " in the shell it opens: ", one.reason()),
         kDeviation});
  }
  return step->enters;
}

void EnteredShells::Leave(const Statement& statement, Step* step,
                          std::vector<PlanDeviation>* deviations) {
  if (open_.empty()) return;
  const Entrance& last = *open_.back();
  if (IsSame("exit", statement)) {
    step->leaves = true;
  } else if (IsSame(last.leaves_before(), statement)) {
    step->leaves_first = true;
    left_.insert(&last);
    deviations->push_back({statement.line, statement.text,
                           absl::StrCat("typed outside again, the shell that \"", last.command(),
                                        "\" opened is left before: ", last.reason()),
                           kDeviation});
  } else {
    return;
  }
  open_.pop_back();
}

std::vector<std::string> EnteredShells::Unused() const {
  std::vector<std::string> unused;
  for (const Entrance& one : rollback_.entrances()) {
    if (entered_.count(&one) == 0) {
      unused.push_back(one.command());
    } else if (!one.leaves_before().empty() && left_.count(&one) == 0) {
      unused.push_back(one.leaves_before());
    }
  }
  return unused;
}

}  // namespace drill
