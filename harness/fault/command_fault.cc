#include "harness/fault/command_fault.h"

#include "harness/base/proto_duration.h"
#include "harness/base/status_macros.h"
#include "harness/fault/host_command.h"

namespace drill {

absl::StatusOr<Injection> InjectCommand(const CommandFault& fault, const FaultContext& context) {
  Injection injection;
  ASSIGN_OR_RETURN(
      injection.facts,
      RunOnHost(fault.command(), DurationOr(fault.timeout(), absl::Seconds(60)), context));
  return injection;
}

}  // namespace drill
