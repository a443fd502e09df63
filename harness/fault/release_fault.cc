#include "harness/fault/release_fault.h"

#include <string>
#include <utility>

#include "harness/base/status_macros.h"
#include "harness/fault/host_command.h"

namespace drill {

absl::StatusOr<Injection> InjectRelease(const ReleaseFault& fault, const FaultContext& context) {
  ExecOptions options;
  options.env.emplace_back("VERSION", fault.version());
  const std::string& deploy = fault.deploy().empty() ? context.stack.deploy() : fault.deploy();
  Injection injection;
  ASSIGN_OR_RETURN(injection.facts,
                   RunOnHost(deploy, DurationOr(fault.timeout(), absl::Seconds(180)), context,
                             std::move(options)));
  return injection;
}

}  // namespace drill
