// Comparisons of what was found with what was recorded of a release. Pure.
#ifndef HARNESS_VERIFY_RELEASE_CHECKS_H_
#define HARNESS_VERIFY_RELEASE_CHECKS_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "harness/database/facts.pb.h"
#include "harness/host/engine_api.h"
#include "harness/journal/journal.pb.h"
#include "harness/stack/stack.pb.h"

namespace drill {

// "versions/SERVICE": the container was made from the recorded image, or, for a service of
// `labels`, from one with the recorded label. `services` holds names, or "*" for all that were
// recorded; a name that was not recorded is undecided.
std::vector<CheckResult> CheckVersions(const ReleaseFacts& recorded,
                                       const std::vector<std::string>& services,
                                       const std::vector<ReleaseLabel>& labels,
                                       const std::vector<ContainerInfo>& found);

// "services/SERVICE": a container runs, and is not unhealthy. The same services.
std::vector<CheckResult> CheckServices(const ReleaseFacts& recorded,
                                       const std::vector<std::string>& services,
                                       const std::vector<ContainerInfo>& found);

// "untouched/SERVICE": its container is the same as before, and has not been started again.
std::vector<CheckResult> CheckUntouched(const std::vector<std::string>& services,
                                        const std::vector<ContainerInfo>& before,
                                        const std::vector<ContainerInfo>& now);

// "recorded/NAME". `found`: the value now, or why there is none; FailedPrecondition is the system's
// failure, any other error leaves the check undecided.
CheckResult CheckRecordedValue(const ReleaseFacts& recorded, const std::string& name,
                               const absl::StatusOr<std::string>& found);

// "revision".
CheckResult CheckRevision(const ReleaseFacts& recorded, const std::string& found);

// "schema"; the first differing lines are in `actual`.
CheckResult CheckSchema(const ReleaseFacts& recorded, const std::string& found_text);

// "seeded_data/TABLE".
CheckResult CheckTable(const TableFacts& recorded, const TableFacts& found);

// A check whose subject could not be read. A database that answers with an error, or not at all,
// is the system's failure; anything else leaves the check undecided.
CheckResult CheckNotRead(const std::string& name, const std::string& expected,
                         const absl::Status& status);

}  // namespace drill

#endif  // HARNESS_VERIFY_RELEASE_CHECKS_H_
