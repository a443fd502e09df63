// How a bad release shows, as probes.
#ifndef HARNESS_FAULT_RELEASE_SYMPTOM_H_
#define HARNESS_FAULT_RELEASE_SYMPTOM_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "harness/fault/injection.h"
#include "harness/scenario/fault.pb.h"

namespace drill {

// The probes that see the symptom, with bounds computed from what is measured now, before the
// injection. `wanted_image` is what the faulty service is to run, for a missing one.
// FailedPrecondition when the system shows the symptom already, or cannot show it.
absl::StatusOr<std::vector<Probe>> ProveSymptom(const Symptom& symptom,
                                                const std::string& wanted_image,
                                                const FaultContext& context);

}  // namespace drill

#endif  // HARNESS_FAULT_RELEASE_SYMPTOM_H_
