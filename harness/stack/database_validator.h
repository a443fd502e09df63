// The parts of a stack.textproto that say where its data is and how load reaches it.
#ifndef HARNESS_STACK_DATABASE_VALIDATOR_H_
#define HARNESS_STACK_DATABASE_VALIDATOR_H_

#include "harness/base/field_checker.h"
#include "harness/stack/stack.pb.h"

namespace drill {

// `database`, `load`, and the probes that need a database.
void ValidateDatabaseAndLoad(const Stack& stack, FieldChecker* checker);

}  // namespace drill

#endif  // HARNESS_STACK_DATABASE_VALIDATOR_H_
