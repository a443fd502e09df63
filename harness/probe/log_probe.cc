#include "harness/probe/log_probe.h"

#include <optional>
#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"

namespace drill {

Sight LookAtLog(const ProbeContext& context, const LogProbe& probe, absl::Duration timeout) {
  const EngineApi engine = EngineOf(*context.host, timeout);
  const auto container = engine.ServiceContainer(context.compose_projects, probe.service());
  if (!container.ok()) return NotSeen(std::string(container.status().message()));
  if (!*container) return Red("no container");
  const auto log = engine.Logs((*container)->id, absl::FromUnixMicros(probe.since_us()));
  if (!log.ok()) return NotSeen(std::string(log.status().message()));
  std::string last = "nothing";
  for (const absl::string_view line : absl::StrSplit(*log, '\n', absl::SkipWhitespace())) {
    last = std::string(absl::StripAsciiWhitespace(line));
    if (absl::StrContains(line, probe.contains())) return Green(absl::StrCat("said: ", last));
  }
  return Red(absl::StrCat("said last: ", last));
}

}  // namespace drill
