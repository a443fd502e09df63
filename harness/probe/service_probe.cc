#include "harness/probe/service_probe.h"

#include <string>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "harness/host/host_file.h"

namespace drill {
namespace {

// Fewest restarts that count as a crash loop: a single one may be an accident.
constexpr int kCrashLoop = 2;

std::string Describe(const ContainerInfo& container) {
  std::string text = container.status;
  if (container.status == "exited") absl::StrAppend(&text, " with ", container.exit_code);
  if (!container.health.empty()) absl::StrAppend(&text, ", ", container.health);
  if (container.oom_killed) absl::StrAppend(&text, ", killed for memory");
  if (container.restart_count > 0) {
    absl::StrAppend(&text, ", restarted ", container.restart_count, " times");
  }
  if (!container.started_at.empty()) absl::StrAppend(&text, ", started at ", container.started_at);
  return absl::StrCat(text, ", ", container.image);
}

bool GoesOn(const Life& life, const ContainerInfo& container) {
  return container.id == life.id() && container.started_at == life.started_at() &&
         (container.status == "running" || container.status == "paused");
}

// nullopt: there is no such state.
std::optional<bool> IsIn(const std::string& state, const ServiceProbe& probe,
                         const ContainerInfo& container) {
  if (state == "absent") return false;
  if (state == "present") return true;
  if (state == "oom_killed") return container.oom_killed;
  if (state == "crash_looping")
    return container.restart_count >= probe.ended().restarts() + kCrashLoop;
  // A container that does not run keeps the last word of its health check.
  if (state == "healthy" || state == "unhealthy")
    return container.status == "running" && container.health == state;
  if (state == "running" || state == "exited" || state == "restarting" || state == "paused")
    return container.status == state;
  return std::nullopt;
}

// The letter behind the name in /proc/PID/stat, which may hold anything.
Sight JudgeProcess(const ProbeContext& context, const ServiceProbe& probe,
                   const ContainerInfo& container, const std::string& seen) {
  const absl::StatusOr<HostFile> stat =
      ReadHostFile(*context.host, absl::StrCat("/proc/", container.pid, "/stat"));
  if (absl::IsNotFound(stat.status())) return Red(absl::StrCat(seen, ", no process"));
  if (!stat.ok()) return NotSeen(std::string(stat.status().message()));
  const size_t name_ends = stat->content.rfind(") ");
  if (name_ends == std::string::npos || name_ends + 2 >= stat->content.size())
    return NotSeen(absl::StrCat("/proc/", container.pid, "/stat: ", stat->content));
  const std::string state = stat->content.substr(name_ends + 2, 1);
  return GreenIf(state == probe.process_state(),
                 absl::StrCat(seen, ", its process is in state ", state));
}

}  // namespace

Sight JudgeContainer(const ServiceProbe& probe, const std::optional<ContainerInfo>& container) {
  const std::string state = probe.state().empty() ? "running" : probe.state();
  if (!container) return GreenIf(state == "absent", "no container");
  const std::string seen = Describe(*container);
  const std::optional<bool> as_wanted = IsIn(state, probe, *container);
  if (!as_wanted) return NotSeen(absl::StrCat("there is no state \"", state, "\""));
  bool green = *as_wanted;
  if (!probe.exit_code().empty()) {
    int wanted;
    if (!absl::SimpleAtoi(probe.exit_code(), &wanted)) {
      return NotSeen(absl::StrCat("exit_code is no number: ", probe.exit_code()));
    }
    green = green && container->exit_code == wanted;
  }
  if (!probe.image().empty()) green = green && absl::EndsWith(container->image, probe.image());
  if (probe.has_ended()) green = green && !GoesOn(probe.ended(), *container);
  if (probe.has_goes_on()) green = green && GoesOn(probe.goes_on(), *container);
  return GreenIf(green, seen);
}

Sight LookAtService(const ProbeContext& context, const ServiceProbe& probe,
                    absl::Duration timeout) {
  const auto container =
      EngineOf(*context.host, timeout).ServiceContainer(context.compose_projects, probe.service());
  if (!container.ok()) return NotSeen(std::string(container.status().message()));
  Sight sight = JudgeContainer(probe, *container);
  if (sight.colour != Observation::Colour::kGreen || probe.process_state().empty() || !*container)
    return sight;
  return JudgeProcess(context, probe, **container, sight.seen);
}

}  // namespace drill
