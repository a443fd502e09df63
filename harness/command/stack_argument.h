// Which stack a person means.
#ifndef HARNESS_COMMAND_STACK_ARGUMENT_H_
#define HARNESS_COMMAND_STACK_ARGUMENT_H_

#include <optional>
#include <string>

#include "absl/status/statusor.h"

namespace drill {

// The directory of a stack that `argument` names by itself or by the stack.textproto in it; nullopt
// when it is neither.
std::optional<std::string> StackDirectory(const std::string& argument);

// As above, or a name below fixtures/ here or in `root`, or a scenario, of which it is the stack.
// NotFound, with what could be meant, otherwise.
absl::StatusOr<std::string> FindStack(const std::string& root, const std::string& argument);

}  // namespace drill

#endif  // HARNESS_COMMAND_STACK_ARGUMENT_H_
