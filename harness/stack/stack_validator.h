// What a stack.textproto must hold.
#ifndef HARNESS_STACK_STACK_VALIDATOR_H_
#define HARNESS_STACK_STACK_VALIDATOR_H_

#include <string>
#include <vector>

#include "harness/base/problem.h"
#include "harness/base/text_proto.h"
#include "harness/stack/stack.pb.h"

namespace drill {

// Every field that stack.proto calls required, every value that cannot be, every reference within
// the file, every file that is not below `directory`. Appends all problems, none stops the search.
void ValidateStack(const Stack& stack, const std::string& directory,
                   const FieldLocations& locations, std::vector<Problem>* problems);

}  // namespace drill

#endif  // HARNESS_STACK_STACK_VALIDATOR_H_
