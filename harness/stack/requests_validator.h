// What users ask, as a stack writes it down.
#ifndef HARNESS_STACK_REQUESTS_VALIDATOR_H_
#define HARNESS_STACK_REQUESTS_VALIDATOR_H_

#include <set>
#include <string>

#include "harness/base/field_checker.h"
#include "harness/stack/stack.pb.h"

namespace drill {

// `names`: those that probes have already.
void ValidateUserRequests(const Stack& stack, std::set<std::string>* names, FieldChecker* checker);

}  // namespace drill

#endif  // HARNESS_STACK_REQUESTS_VALIDATOR_H_
