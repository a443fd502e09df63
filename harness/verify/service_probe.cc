#include "harness/verify/service_probe.h"

#include <string>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"

namespace drill {
namespace {

// Once is an accident.
constexpr int kCrashLoop = 2;

std::string Describe(const ContainerInfo& container) {
  std::string text = container.status;
  if (container.status == "exited") absl::StrAppend(&text, " with ", container.exit_code);
  if (container.oom_killed) absl::StrAppend(&text, ", killed for memory");
  if (container.restart_count > 0) {
    absl::StrAppend(&text, ", restarted ", container.restart_count, " times");
  }
  return absl::StrCat(text, ", ", container.image);
}

}  // namespace

Sight JudgeContainer(const ServiceProbe& probe, const std::optional<ContainerInfo>& container) {
  const std::string state = probe.state().empty() ? "running" : probe.state();
  if (!container) return GreenIf(state == "absent", "no container");
  const std::string seen = Describe(*container);
  bool green;
  if (state == "absent") {
    green = false;
  } else if (state == "running" || state == "exited" || state == "restarting") {
    green = container->status == state;
  } else if (state == "oom_killed") {
    green = container->oom_killed;
  } else if (state == "crash_looping") {
    green = container->restart_count >= kCrashLoop;
  } else {
    return NotSeen(absl::StrCat("there is no state \"", state, "\""));
  }
  if (!probe.exit_code().empty()) {
    int wanted;
    if (!absl::SimpleAtoi(probe.exit_code(), &wanted)) {
      return NotSeen(absl::StrCat("exit_code is no number: ", probe.exit_code()));
    }
    green = green && container->exit_code == wanted;
  }
  if (!probe.image().empty()) green = green && absl::EndsWith(container->image, probe.image());
  return GreenIf(green, seen);
}

Sight LookAtService(const ProbeContext& context, const ServiceProbe& probe,
                    absl::Duration timeout) {
  const auto container =
      EngineOf(*context.host, timeout).ServiceContainer(context.compose_project, probe.service());
  if (!container.ok()) return NotSeen(std::string(container.status().message()));
  return JudgeContainer(probe, *container);
}

}  // namespace drill
