// A stack against the compose files that it lays over the machine.
#ifndef HARNESS_STACK_COMPOSE_VALIDATOR_H_
#define HARNESS_STACK_COMPOSE_VALIDATOR_H_

#include <string>
#include <vector>

#include "harness/base/problem.h"
#include "harness/base/text_proto.h"
#include "harness/stack/stack.pb.h"

namespace drill {

// Compose files that compose would refuse, images that nobody makes, ports that two services take,
// a compose_project, operator_directory or service that fits none of them. `directory` and
// `locations` are the stack's. What a script makes on the machine cannot be told, and is believed.
void ValidateCompose(const Stack& stack, const std::string& directory,
                     const FieldLocations& locations, std::vector<Problem>* problems);

}  // namespace drill

#endif  // HARNESS_STACK_COMPOSE_VALIDATOR_H_
