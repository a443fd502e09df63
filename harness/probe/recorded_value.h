// Values by which a release is known beside its images and its database.
#ifndef HARNESS_PROBE_RECORDED_VALUE_H_
#define HARNESS_PROBE_RECORDED_VALUE_H_

#include <string>

#include "absl/status/statusor.h"
#include "harness/probe/probe_context.h"
#include "harness/stack/stack.pb.h"

namespace drill {

// What the machine says now. Must be called where the host's network can be reached
// (DrillHost::InNetwork). FailedPrecondition where there is no such value: the command fails, the
// file is not there, the answer is no success, the expression finds nothing; another error where it
// could not be asked.
absl::StatusOr<std::string> ReadRecordedValue(const ProbeContext& context,
                                              const RecordedValue& value);

}  // namespace drill

#endif  // HARNESS_PROBE_RECORDED_VALUE_H_
