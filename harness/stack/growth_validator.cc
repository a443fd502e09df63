#include "harness/stack/growth_validator.h"

#include <string>
#include <vector>

#include "absl/strings/match.h"

namespace drill {

void ValidateGrowth(const Stack& stack, FieldChecker* checker) {
  if (!stack.has_growth()) return;
  const RowGrowth& growth = stack.growth();
  const bool there = checker->RequireText("growth.command", growth.command(),
                                          "a bash command that adds $ROWS rows");
  if (there && !absl::StrContains(growth.command(), "ROWS")) {
    checker->Add("growth.command", "does not use $ROWS",
                 "it must add as many rows as that says, or no size differs from another");
  }
  std::vector<std::string> ids;
  for (const Database& database : stack.further_databases()) ids.push_back(database.id());
  checker->OneOf("growth.database", growth.database(), ids, "further_databases");
  checker->Positive("growth.timeout", growth.timeout());
}

}  // namespace drill
