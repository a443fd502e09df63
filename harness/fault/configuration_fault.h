// A configuration file that says the wrong thing.
#ifndef HARNESS_FAULT_CONFIGURATION_FAULT_H_
#define HARNESS_FAULT_CONFIGURATION_FAULT_H_

#include <string>

#include "absl/status/statusor.h"
#include "harness/fault/injection.h"
#include "harness/scenario/fault.pb.h"

namespace drill {

// Changes the file, and lets the system take the change up. Proved by the service's own log and a
// life of its container that is over; for an unreadable file by compose. FailedPrecondition where
// the file does not hold what is to be changed.
absl::StatusOr<Injection> InjectConfiguration(const ConfigurationFault& fault,
                                              const FaultContext& context);

// Pure: the file's new content. FailedPrecondition as above.
absl::StatusOr<std::string> ChangedConfiguration(const ConfigurationFault& fault,
                                                 const std::string& content, FaultRandom* random);

}  // namespace drill

#endif  // HARNESS_FAULT_CONFIGURATION_FAULT_H_
