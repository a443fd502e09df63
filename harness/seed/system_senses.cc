#include "harness/seed/system_senses.h"

#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/time/time.h"
#include "harness/base/clock.h"
#include "harness/base/proto_duration.h"
#include "harness/base/status_macros.h"
#include "harness/host/engine_api.h"
#include "harness/verify/facts.h"
#include "harness/verify/green_run.h"
#include "harness/verify/probe_context.h"
#include "harness/verify/probe_runner.h"

namespace drill {
namespace {

// A deploy script that has just ended may leave a database that is still starting.
constexpr absl::Duration kFactsLimit = absl::Minutes(1);
constexpr absl::Duration kFactsPause = absl::Milliseconds(500);
constexpr absl::Duration kStartLimit = absl::Minutes(2);
constexpr int kConsecutive = 3;

// All that there is to record of a system without a database.
absl::StatusOr<ReleaseFacts> CollectImages(DrillHost* host, const Stack& stack,
                                           const std::string& version) {
  ASSIGN_OR_RETURN(const std::vector<ContainerInfo> containers,
                   EngineOf(*host).ProjectContainers(stack.compose_project()));
  if (containers.empty())
    return absl::FailedPreconditionError(
        absl::StrCat("project ", stack.compose_project(), " has no containers"));
  ReleaseFacts facts;
  facts.set_version(version);
  for (const ContainerInfo& container : containers) {
    (*facts.mutable_image_ids())[container.service] = container.image_id;
    (*facts.mutable_image_references())[container.service] = container.image;
  }
  return facts;
}

absl::StatusOr<ReleaseFacts> CollectOnce(DrillHost* host, const Stack& stack,
                                         const std::string& version) {
  if (!stack.has_database()) return CollectImages(host, stack, version);
  ASSIGN_OR_RETURN(const ProbeContext context, MakeProbeContext(host, stack));
  return CollectFacts(context, stack.database(), version);
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
  for (const auto& [version, facts] : recorded)
    context.schema_sha256[version] = facts.schema_sha256();
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
