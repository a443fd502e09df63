#include "harness/fault/process_fault.h"

#include <csignal>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "harness/base/status_macros.h"
#include "harness/fault/broken_program.h"
#include "harness/fault/host_command.h"
#include "harness/fault/machine_restart.h"
#include "harness/fault/service_container.h"

namespace drill {
namespace {

constexpr absl::Duration kStopLimit = absl::Minutes(2);

// All of them are stopped: the one that was left would start others. Twice, for one may have been
// born in between; the first, which the engine watches, first of all.
constexpr char kStopProcesses[] =
    "kill -STOP \"$DRILL_PID\" && for pass in 1 2; do\n"
    "  docker top \"$DRILL_CONTAINER\" -eo pid | tail -n +2 | xargs -r kill -STOP\n"
    "done";

ExecOptions About(const ContainerInfo& container) {
  ExecOptions options;
  options.env = {{"DRILL_CONTAINER", container.id}, {"DRILL_PID", absl::StrCat(container.pid)}};
  return options;
}

// By the kernel, not by `docker kill`: that one tells the engine that somebody wants the container
// to be dead, and its restart policy no longer counts.
absl::StatusOr<Injection> Kill(const ProcessFault& fault, const FaultContext& context) {
  ASSIGN_OR_RETURN(const ContainerInfo container, RunningContainer(fault.service(), context));
  const int signal = fault.signal() == 0 ? SIGKILL : fault.signal();
  Injection injection;
  ASSIGN_OR_RETURN(injection.facts,
                   RunOnHost(absl::StrCat(kCheckPid, "kill -", signal, " \"$DRILL_PID\""),
                             kStopLimit, context, About(container)));
  injection.proof.push_back(ProofOfEnd(container, "present"));
  return injection;
}

absl::StatusOr<Injection> Stop(const ProcessFault& fault, const FaultContext& context) {
  ASSIGN_OR_RETURN(const ContainerInfo container, RunningContainer(fault.service(), context));
  Injection injection;
  ASSIGN_OR_RETURN(injection.facts, RunOnHost("docker stop \"$DRILL_CONTAINER\"", kStopLimit,
                                              context, About(container)));
  injection.proof.push_back(ProofOfEnd(container, "exited"));
  return injection;
}

absl::StatusOr<Injection> Hang(const ProcessFault& fault, const FaultContext& context) {
  ASSIGN_OR_RETURN(const ContainerInfo container, RunningContainer(fault.service(), context));
  Injection injection;
  ASSIGN_OR_RETURN(injection.facts, RunOnHost(absl::StrCat(kCheckPid, kStopProcesses), kStopLimit,
                                              context, About(container)));
  // Proof: the process exists but is stopped, and the health check, if there is one, fails.
  Probe proof = ProofOfGoingOn(container, container.health.empty() ? "running" : "unhealthy");
  proof.mutable_service()->set_process_state("T");
  injection.proof.push_back(std::move(proof));
  return injection;
}

}  // namespace

absl::StatusOr<Injection> InjectProcess(const ProcessFault& fault, const FaultContext& context) {
  switch (fault.kind()) {
    case ProcessFault::KILL:
      return Kill(fault, context);
    case ProcessFault::STOP:
      return Stop(fault, context);
    case ProcessFault::CRASH_LOOP:
      return BreakProgram(fault.service(), context);
    case ProcessFault::HANG:
      return Hang(fault, context);
    case ProcessFault::REFUSES_TERM:
      return DeafenProgram(fault.service(), context);
    case ProcessFault::ENGINE_RESTART:
      return RestartEngine(context);
    case ProcessFault::HOST_RESTART:
      return RestartMachine(context);
    default:
      return absl::InvalidArgumentError(
          "the process fault has no kind; the validator lets none "
          "through");
  }
}

}  // namespace drill
