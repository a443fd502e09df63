// What is expected of a system that goes back to a release, or in part to one and in part to
// another.
#ifndef HARNESS_VERIFY_EXPECTED_FACTS_H_
#define HARNESS_VERIFY_EXPECTED_FACTS_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "harness/database/facts.pb.h"
#include "harness/scenario/scenario.pb.h"
#include "harness/stack/stack.pb.h"

namespace drill {

// The facts of `release` from those that were recorded, or else from what the stack declares of it;
// with each of the expected services' own releases, the schema's, and the scenario's own values in
// their places. FailedPrecondition when nothing is known of one of the releases.
absl::StatusOr<ReleaseFacts> MakeExpectedFacts(const Expected& expected, const std::string& release,
                                               const Stack& stack,
                                               const std::vector<ReleaseFacts>& recorded);

}  // namespace drill

#endif  // HARNESS_VERIFY_EXPECTED_FACTS_H_
