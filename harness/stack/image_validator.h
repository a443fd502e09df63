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
// do not hold the image they are named for; npm packages that are not pinned by their lock file.
// `stack` has its images in the order in which they are made, `in_order_of_file` in that in which
// `locations` knows them: a variant's file need not have its base's.
void ValidateImageOrder(const Stack& stack, const Stack& in_order_of_file,
                        const std::string& directory, const FieldLocations& locations,
                        std::vector<Problem>* problems);

}  // namespace drill

#endif  // HARNESS_STACK_IMAGE_VALIDATOR_H_
