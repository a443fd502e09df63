#include "harness/drill/start_stack.h"

#include "absl/time/time.h"
#include "harness/base/proto_duration.h"

namespace drill {

absl::StatusOr<SubprocessResult> StartStackOn(DrillHost& host, const Stack& stack,
                                              const StopToken* stop) {
  if (stack.start().empty()) {
    SubprocessResult nothing;
    nothing.exit_code = 0;
    return nothing;
  }
  ExecOptions exec;
  exec.working_directory = stack.operator_directory();
  exec.timeout = DurationOr(stack.start_limit(), absl::Seconds(120));
  exec.stop = stop;
  return host.Exec({"bash", "-c", stack.start()}, exec);
}

}  // namespace drill
