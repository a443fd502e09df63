#include "harness/fault/machine_restart.h"

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "harness/base/status_macros.h"
#include "harness/fault/host_command.h"
#include "harness/fault/service_container.h"
#include "harness/host/bundle.h"

namespace drill {
namespace {

constexpr absl::Duration kLimit = absl::Minutes(2);
// The engine first takes up every container that was running.
constexpr absl::Duration kEngineLimit = absl::Seconds(60);

constexpr char kKillEngine[] =
    "pid=$(cat /run/docker.pid) && kill -KILL \"$pid\" || exit\n"
    "while [ -e \"/proc/$pid\" ]; do sleep 0.02; done\n"
    // The id in the file may have been reused: the new engine would then think that the old one
    // runs.
    "rm -f /run/docker.pid\n";
constexpr char kAwaitEngine[] =
    "\nuntil docker version >/dev/null 2>&1; do sleep 0.1; done; docker version -f "
    "'engine {{.Server.Version}} answers again'";

// The kernel's word for when a process started, in ticks since the kernel itself did. `pid` is a
// shell word.
std::string StartTimeOf(const std::string& pid) {
  return absl::StrCat("sed 's/.*) //' \"/proc/", pid, "/stat\" | cut -d' ' -f20");
}

constexpr char kEnginePid[] = "$(cat /run/docker.pid)";
constexpr char kFirstPid[] = "1";

// Green when the process that `pid` names has another start time than `before`.
Probe ProofOfNewProcess(const std::string& name, const std::string& pid,
                        const std::string& before) {
  Probe probe;
  probe.set_name(name);
  probe.mutable_timeout()->set_seconds(5);
  probe.mutable_command()->set_command(
      absl::StrCat("now=$(", StartTimeOf(pid), ") && [ -n \"$now\" ] && echo \"started at tick ",
                   "$now, before at ", before, "\" && [ \"$now\" != ", before, " ]"));
  return probe;
}

// Every container that ran has ended; whether it runs again is its restart policy's business.
void AddEnds(const std::vector<ContainerInfo>& containers, Injection* injection) {
  for (const ContainerInfo& container : containers)
    injection->proof.push_back(ProofOfEnd(container, "present"));
}

}  // namespace

absl::StatusOr<Injection> RestartEngine(const FaultContext& context) {
  ASSIGN_OR_RETURN(const std::vector<ContainerInfo> running, RunningContainers(context));
  ASSIGN_OR_RETURN(const std::string started, ReadFromHost(StartTimeOf(kEnginePid), context));
  Injection injection;
  ASSIGN_OR_RETURN(injection.facts, RunOnHost(absl::StrCat(kKillEngine, kStartEngine, kAwaitEngine),
                                              kLimit, context));
  injection.proof.push_back(ProofOfNewProcess("engine started again", kEnginePid, started));
  AddEnds(running, &injection);
  return injection;
}

absl::StatusOr<Injection> RestartMachine(const FaultContext& context) {
  ASSIGN_OR_RETURN(const std::vector<ContainerInfo> running, RunningContainers(context));
  ASSIGN_OR_RETURN(const std::string engine, ReadFromHost(StartTimeOf(kEnginePid), context));
  ASSIGN_OR_RETURN(const std::string first, ReadFromHost(StartTimeOf(kFirstPid), context));
  Injection injection;
  RETURN_IF_ERROR(context.host.Restart(kEngineLimit));
  injection.facts.set_output("the machine started again");
  if (!context.stack.start().empty()) {
    ASSIGN_OR_RETURN(injection.facts, RunOnHost(context.stack.start(), kLimit, context));
  }
  injection.proof.push_back(ProofOfNewProcess("machine started again", kFirstPid, first));
  injection.proof.push_back(ProofOfNewProcess("engine started again", kEnginePid, engine));
  AddEnds(running, &injection);
  return injection;
}

}  // namespace drill
