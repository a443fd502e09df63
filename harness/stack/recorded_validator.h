// Whether a stack says what else tells its releases apart so that it can be read.
#ifndef HARNESS_STACK_RECORDED_VALIDATOR_H_
#define HARNESS_STACK_RECORDED_VALIDATOR_H_

#include "harness/base/field_checker.h"
#include "harness/stack/stack.pb.h"

namespace drill {

// `recorded`, `release_labels`, and what the releases declare of both.
void ValidateRecorded(const Stack& stack, FieldChecker* checker);

}  // namespace drill

#endif  // HARNESS_STACK_RECORDED_VALIDATOR_H_
