#include "harness/drill/recovery_request.h"

#include "harness/base/proto_duration.h"

namespace drill {
namespace {

constexpr int kConsecutive = 5;

}  // namespace

GreenRequest RecoveryRequest(const DrillSpec& spec) {
  const Recovery& recovery = spec.scenario.recovery();
  GreenRequest request;
  request.steady_state.assign(recovery.steady_state().begin(), recovery.steady_state().end());
  request.probes.assign(recovery.probes().begin(), recovery.probes().end());
  request.consecutive = recovery.consecutive() > 0 ? recovery.consecutive() : kConsecutive;
  request.interval = DurationOr(recovery.interval(), request.interval);
  request.within = DurationOr(recovery.within(), request.within);
  if (!spec.with_fault() && !spec.with_procedure()) request.steady_state = {"*"};
  return request;
}

}  // namespace drill
