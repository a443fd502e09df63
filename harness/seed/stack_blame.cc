#include "harness/seed/stack_blame.h"

#include "harness/base/problem.h"

namespace drill {

absl::Status BlamedOnStack(const LoadedStack& stack, absl::string_view path,
                           const absl::Status& status) {
  if (!absl::IsInvalidArgument(status)) return status;
  const std::string message(status.message());
  Problem problem;
  if (stack.stack.base().empty()) {
    problem = stack.locations.ProblemAt(path, message);
  } else {
    problem.file = stack.file;
    problem.message = message;
  }
  return absl::InvalidArgumentError(FormatProblem(problem));
}

}  // namespace drill
