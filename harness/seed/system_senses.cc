#include "harness/seed/system_senses.h"

#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/time/time.h"
#include "harness/base/clock.h"
#include "harness/base/proto_duration.h"
#include "harness/base/status_macros.h"
#include "harness/probe/collect_facts.h"
#include "harness/probe/green_run.h"
#include "harness/probe/probe_context.h"
#include "harness/probe/probe_runner.h"

namespace drill {
namespace {

// A deploy script that has just ended may leave a database that is still starting.
constexpr absl::Duration kFactsLimit = absl::Minutes(1);
constexpr absl::Duration kFactsPause = absl::Milliseconds(500);
constexpr absl::Duration kStartLimit = absl::Minutes(2);
constexpr int kConsecutive = 3;

absl::StatusOr<ReleaseFacts> CollectOnce(DrillHost* host, const Stack& stack,
                                         const std::string& version) {
  ASSIGN_OR_RETURN(const ProbeContext context, MakeProbeContext(host, stack));
  return CollectFacts(context, stack, version);
}

absl::StatusOr<ReleaseFacts> CollectPatiently(DrillHost* host, const Stack& stack,
                                              const std::string& version, const StopToken* stop) {
  const absl::Duration end = RealClock().Monotonic() + kFactsLimit;
  for (;;) {
    absl::StatusOr<ReleaseFacts> facts = CollectOnce(host, stack, version);
    if (facts.ok() || RealClock().Monotonic() > end) return facts;
    if (stop != nullptr && stop->stopped()) return absl::CancelledError("stopped");
    RealClock().Sleep(kFactsPause);
  }
}

absl::Status AwaitSteadyState(DrillHost* host, const Stack& stack,
                              const std::map<std::string, ReleaseFacts>& recorded,
                              const StopToken* stop) {
  ASSIGN_OR_RETURN(ProbeContext context, MakeProbeContext(host, stack));
  for (const auto& [version, facts] : recorded) context.Remember(facts);
  SystemProbeRunner runner(std::move(context));
  const std::vector<Probe> probes(stack.steady_state().begin(), stack.steady_state().end());
  const absl::Duration limit = DurationOr(stack.start_limit(), kStartLimit);
  GreenRunOptions options;
  options.consecutive = kConsecutive;
  const GreenRunResult result = AwaitGreen(&runner, host, probes, options, limit, stop);
  RETURN_IF_ERROR(result.status);
  if (result.recovered) return absl::OkStatus();
  if (result.stopped) return absl::CancelledError("stopped");
  return absl::InvalidArgumentError(absl::StrCat("the prepared system is not healthy after ",
                                                 absl::FormatDuration(limit), ":\n",
                                                 absl::StrJoin(result.last_seen, "\n")));
}

}  // namespace

SeedSenses SystemSenses(DrillHost* host, const Stack* stack, const StopToken* stop) {
  SeedSenses senses;
  senses.collect_facts = [=](const std::string& version) {
    return CollectPatiently(host, *stack, version, stop);
  };
  senses.await_steady_state = [=](const std::map<std::string, ReleaseFacts>& recorded) {
    return AwaitSteadyState(host, *stack, recorded, stop);
  };
  return senses;
}

}  // namespace drill
