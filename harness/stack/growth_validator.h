// How a stack's data grows, as it is written down.
#ifndef HARNESS_STACK_GROWTH_VALIDATOR_H_
#define HARNESS_STACK_GROWTH_VALIDATOR_H_

#include "harness/base/field_checker.h"
#include "harness/stack/stack.pb.h"

namespace drill {

void ValidateGrowth(const Stack& stack, FieldChecker* checker);

}  // namespace drill

#endif  // HARNESS_STACK_GROWTH_VALIDATOR_H_
