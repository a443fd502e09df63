// Which Debian packages there are, as far as this machine knows.
#ifndef HARNESS_STACK_PACKAGE_LISTS_H_
#define HARNESS_STACK_PACKAGE_LISTS_H_

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "harness/base/problem.h"
#include "harness/base/text_proto.h"
#include "harness/stack/stack.pb.h"

namespace drill {

// All names of the suite's packages, and what they stand in for. Nothing where this machine has no
// lists of that suite, or no apt.
absl::StatusOr<std::optional<std::set<std::string>>> PackagesOf(const std::string& suite);

// Packages of the machine and of images that the suite does not have. `locations` are the stack's.
void ValidatePackages(const Stack& stack, const std::set<std::string>& known,
                      const FieldLocations& locations, std::vector<Problem>* problems);

}  // namespace drill

#endif  // HARNESS_STACK_PACKAGE_LISTS_H_
