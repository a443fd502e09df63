// Breaks the system under drill as the scenario says.
#ifndef HARNESS_FAULT_INJECT_H_
#define HARNESS_FAULT_INJECT_H_

#include <string>

#include "absl/status/statusor.h"
#include "harness/base/stop_token.h"
#include "harness/host/drill_host.h"
#include "harness/journal/journal.pb.h"
#include "harness/scenario/scenario.pb.h"
#include "harness/stack/stack.pb.h"

namespace drill {

struct FaultContext {
  DrillHost& host;
  const Stack& stack;
  // Directory of the scenario file, against which its paths are resolved.
  std::string scenario_directory;
  const StopToken* stop = nullptr;
};

// What the injection said is recorded, never judged: a proof looks at the system itself. Errors:
// NotFound for a missing side file, Internal when the drill host cannot be reached.
absl::StatusOr<FaultInjected> InjectFault(const Fault& fault, const FaultContext& context);

}  // namespace drill

#endif  // HARNESS_FAULT_INJECT_H_
