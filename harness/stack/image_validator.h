// Whether the images of a stack can be made, in their order.
#ifndef HARNESS_STACK_IMAGE_VALIDATOR_H_
#define HARNESS_STACK_IMAGE_VALIDATOR_H_

#include <string>
#include <vector>

#include "harness/base/problem.h"
#include "harness/base/text_proto.h"
#include "harness/stack/stack.pb.h"

namespace drill {

// Dockerfiles that start or copy from an image that is not there when they are built; archives that
// do not hold the image they are named for. `directory` and `locations` are the stack's.
void ValidateImageOrder(const Stack& stack, const std::string& directory,
                        const FieldLocations& locations, std::vector<Problem>* problems);

}  // namespace drill

#endif  // HARNESS_STACK_IMAGE_VALIDATOR_H_
