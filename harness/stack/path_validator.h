// The paths that a stack file names beside itself.
#ifndef HARNESS_STACK_PATH_VALIDATOR_H_
#define HARNESS_STACK_PATH_VALIDATOR_H_

#include "harness/base/field_checker.h"
#include "harness/stack/stack.pb.h"

namespace drill {

// Tells those that lead out of the stack's directory. `stack` as its own file has it: the paths of
// a variant's base are that base's.
void ValidatePaths(const Stack& stack, FieldChecker* checker);

}  // namespace drill

#endif  // HARNESS_STACK_PATH_VALIDATOR_H_
