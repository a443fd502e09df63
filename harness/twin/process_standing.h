// How the kernel treats a process: one that is slow, or that is killed first, answers as it did as
// long as nothing is scarce.
#ifndef HARNESS_TWIN_PROCESS_STANDING_H_
#define HARNESS_TWIN_PROCESS_STANDING_H_

#include <map>
#include <string>

#include "absl/strings/string_view.h"

namespace drill {

// What one process has otherwise than the machine's first one, from which all inherit: so the same
// on each machine, however the harness was started there. By field: "priority", "processors",
// "OOM score", "limits".
using Standing = std::map<std::string, std::string>;

// By process id. `kept`: lines of /proc/PID/limits, /proc/PID/status and /proc/PID/oom_score_adj,
// each after its file's name and a colon. `priorities`: of `ps -o pid= -o ni= -o cls=`. Nothing
// where the first process is in neither. Pure.
std::map<int, Standing> StandingsOf(absl::string_view kept, absl::string_view priorities);

}  // namespace drill

#endif  // HARNESS_TWIN_PROCESS_STANDING_H_
