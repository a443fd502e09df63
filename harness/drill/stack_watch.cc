#include "harness/drill/stack_watch.h"

#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "harness/base/clock.h"
#include "harness/base/status_macros.h"
#include "harness/probe/observation.h"

namespace drill {
namespace {

GreenRunOptions RunOptions(const GreenRequest& request) {
  GreenRunOptions options;
  options.consecutive = request.consecutive;
  options.interval = request.interval;
  return options;
}

absl::Status StatusOf(const GreenRunResult& result) {
  RETURN_IF_ERROR(result.status);
  return result.stopped ? absl::CancelledError("stopped by the user") : absl::OkStatus();
}

Recovered ToRecovered(const GreenRunResult& result) {
  Recovered recovered;
  recovered.set_recovered(result.recovered);
  if (result.recovered) recovered.set_first_green_us(absl::ToInt64Microseconds(result.first_green));
  if (result.last_red) recovered.set_last_red_us(absl::ToInt64Microseconds(*result.last_red));
  recovered.set_consecutive(result.consecutive);
  for (const std::string& line : result.last_seen) recovered.add_last_seen(line);
  return recovered;
}

}  // namespace

absl::StatusOr<std::vector<Probe>> StackWatch::ProbesOf(const GreenRequest& request) const {
  std::vector<Probe> probes = request.probes;
  for (const std::string& name : request.steady_state) {
    const size_t before = probes.size();
    for (const Probe& probe : stack_.steady_state()) {
      if (name == "*" || name == probe.name()) probes.push_back(probe);
    }
    if (probes.size() == before)
      return absl::InternalError(absl::StrCat("no steady-state probe '", name, "'"));
  }
  return probes;
}

absl::StatusOr<GreenRunResult> StackWatch::Look(const GreenRequest& request, bool until_red) const {
  ASSIGN_OR_RETURN(std::vector<Probe> probes, ProbesOf(request));
  GreenRunOptions options = RunOptions(request);
  options.until_red = until_red;
  GreenRunResult result =
      drill::AwaitGreen(runner_, host_, std::move(probes), options, request.within, stop_);
  RETURN_IF_ERROR(StatusOf(result));
  return result;
}

absl::StatusOr<Recovered> StackWatch::AwaitGreen(const GreenRequest& request) const {
  ASSIGN_OR_RETURN(const GreenRunResult result, Look(request, /*until_red=*/false));
  return ToRecovered(result);
}

absl::StatusOr<RedLook> StackWatch::LookForRed(const GreenRequest& request) const {
  ASSIGN_OR_RETURN(GreenRunResult result, Look(request, /*until_red=*/true));
  return RedLook{result.red, std::move(result.last_seen)};
}

absl::StatusOr<std::vector<ProofLook>> StackWatch::LookOnce(
    const std::vector<Probe>& probes) const {
  std::vector<ProofLook> looks;
  RETURN_IF_ERROR(host_->InNetwork([&]() -> absl::Status {
    for (const Probe& probe : probes) {
      if (stop_ != nullptr && stop_->stopped()) return absl::CancelledError("stopped by the user");
      const Observation seen = runner_->Run(probe);
      ProofLook& look = looks.emplace_back();
      look.set_probe(probe.name());
      look.set_green(seen.green());
      look.set_seen(ToLine(seen));
      look.set_not_seen(seen.colour == Observation::Colour::kError);
    }
    return absl::OkStatus();
  }));
  return looks;
}

absl::StatusOr<std::vector<ProofLook>> StackWatch::LookAgain(const GreenRequest& request) const {
  ASSIGN_OR_RETURN(const std::vector<Probe> probes, ProbesOf(request));
  return LookOnce(probes);
}

absl::Status StackWatch::Begin(const GreenRequest& request) {
  ASSIGN_OR_RETURN(std::vector<Probe> probes, ProbesOf(request));
  run_ = std::make_unique<GreenRun>(runner_, host_, std::move(probes), RunOptions(request));
  return absl::OkStatus();
}

absl::StatusOr<Recovered> StackWatch::Finish(absl::Duration within) {
  run_->CountFrom(RealClock().Monotonic());
  const GreenRunResult result = run_->Wait(within, stop_);
  run_.reset();
  RETURN_IF_ERROR(StatusOf(result));
  return ToRecovered(result);
}

}  // namespace drill
