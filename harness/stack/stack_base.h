// A stack that is a variant of another one: what its own file does not say is as it is there.
#ifndef HARNESS_STACK_STACK_BASE_H_
#define HARNESS_STACK_STACK_BASE_H_

#include <string>
#include <vector>

#include "harness/stack/stack.pb.h"

namespace drill {

// What lies over the machine's /, relative to the stack's directory: `host_tree`, or its default
// if that is there.
std::vector<std::string> HostTrees(const Stack& stack, const std::string& directory);

// The variant as a whole, by the rules of `Stack.base`. `base` is that stack, whole itself, in
// `base_directory`; `variant` as its file has it, in `variant_directory`, which all paths of the
// result are relative to.
Stack OnBase(const Stack& base, const std::string& base_directory, const Stack& variant,
             const std::string& variant_directory);

// `whole` with the entries of its lists in the order in which the variant's own file has them,
// those that it does not have last: so that an entry stands where a problem with it is looked for.
Stack InOrderOf(const Stack& variant, Stack whole);

}  // namespace drill

#endif  // HARNESS_STACK_STACK_BASE_H_
