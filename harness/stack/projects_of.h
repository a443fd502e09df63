// The compose projects of a stack, in the form that the engine is asked with.
#ifndef HARNESS_STACK_PROJECTS_OF_H_
#define HARNESS_STACK_PROJECTS_OF_H_

#include <string>
#include <vector>

#include "harness/stack/stack.pb.h"

namespace drill {

inline std::vector<std::string> ProjectsOf(const Stack& stack) {
  return {stack.compose_project().begin(), stack.compose_project().end()};
}

}  // namespace drill

#endif  // HARNESS_STACK_PROJECTS_OF_H_
