// What a stack says of its own backups.
#ifndef HARNESS_STACK_BACKUPS_VALIDATOR_H_
#define HARNESS_STACK_BACKUPS_VALIDATOR_H_

#include <set>
#include <string>

#include "harness/base/field_checker.h"
#include "harness/stack/stack.pb.h"

namespace drill {

// `names`: of the stack's other probes.
void ValidateBackups(const Stack& stack, std::set<std::string>* names, FieldChecker* checker);

}  // namespace drill

#endif  // HARNESS_STACK_BACKUPS_VALIDATOR_H_
