// What is kept of the containers of a drill for whoever reads its report.
#ifndef HARNESS_DRILL_CONTAINER_EVIDENCE_H_
#define HARNESS_DRILL_CONTAINER_EVIDENCE_H_

#include <string>

#include "absl/status/statusor.h"
#include "harness/base/mask.h"
#include "harness/host/drill_host.h"
#include "harness/journal/journal.pb.h"

namespace drill {

// Writes the state and the last log lines of every container of the host, secrets masked, as
// containers.log below `run_directory`; where the engine does not say them, why. Errors: those of
// writing.
absl::StatusOr<Evidence> KeepContainerLogs(DrillHost& host, const Masker& masker,
                                           const std::string& run_directory);

}  // namespace drill

#endif  // HARNESS_DRILL_CONTAINER_EVIDENCE_H_
