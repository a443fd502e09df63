// All databases of a stack.
#ifndef HARNESS_STACK_DATABASES_OF_H_
#define HARNESS_STACK_DATABASES_OF_H_

#include <string>
#include <vector>

#include "harness/stack/stack.pb.h"

namespace drill {

// `database` first, where it is described, then the `further_databases`. They live as long as the
// stack.
std::vector<const Database*> DatabasesOf(const Stack& stack);

// The one with that id; `database` where the id is empty, or nobody has it.
const Database& DatabaseOf(const Stack& stack, const std::string& id);

}  // namespace drill

#endif  // HARNESS_STACK_DATABASES_OF_H_
