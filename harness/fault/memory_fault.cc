#include "harness/fault/memory_fault.h"

#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "harness/base/shell_quote.h"
#include "harness/base/status_macros.h"
#include "harness/fault/host_command.h"
#include "harness/fault/memory_script.h"
#include "harness/fault/stoppable_container.h"

namespace drill {
namespace {

constexpr int64_t kMiB = int64_t{1} << 20;
constexpr int64_t kLeakRate = 64 * kMiB;
constexpr int64_t kLeakLeaves = 16 * kMiB;
constexpr int64_t kHostMargin = 128 * kMiB;
// Memory that the running host may free between the filling and the proof.
constexpr int64_t kHostSlack = 16 * kMiB;

// A container under attack, as it is right before.
struct Victim {
  std::string id;
  std::string pid;
  std::string group;
};

std::string Bash(absl::string_view command) { return absl::StrCat(kMemoryFunctions, command); }

absl::StatusOr<int64_t> ReadNumber(const std::string& command, const FaultContext& context) {
  ASSIGN_OR_RETURN(const std::string text, ReadFromHost(Bash(command), context));
  int64_t number;
  if (absl::SimpleAtoi(text, &number)) return number;
  return absl::FailedPreconditionError(absl::StrCat(
      "the drill host answered \"", text, "\" where a number was expected to: ", command));
}

// The new limit counts from the container's next start: a running one may be over it already.
absl::Status SetLimit(const std::string& id, int64_t bytes, const FaultContext& context) {
  return ReadFromHost(absl::StrCat("docker stop -t 5 ", id, " && docker update --memory ", bytes,
                                   " --memory-swap ", bytes, " ", id, " && docker start ", id),
                      context)
      .status();
}

absl::StatusOr<Victim> FindVictim(const std::string& id, const FaultContext& context) {
  ASSIGN_OR_RETURN(const std::string found,
                   ReadFromHost(Bash(absl::StrCat("pid=$(docker inspect -f '{{.State.Pid}}' ", id,
                                                  ") && echo $pid $(memory_group $pid)")),
                                context));
  const std::pair<std::string, std::string> parts = absl::StrSplit(found, absl::MaxSplits(' ', 1));
  if (!parts.second.empty()) return Victim{id, parts.first, parts.second};
  return absl::FailedPreconditionError(
      absl::StrCat("the container ", id, " has no memory control group; seen: ", found));
}

// Its largest process goes first; the kernel reads the score when it chooses.
std::string PreferLargest(const Victim& victim) {
  return absl::StrCat("pid=$(largest ", ShellQuote(victim.group),
                      ") && echo 1000 > /proc/$pid/oom_score_adj; ");
}

std::string Hog(absl::string_view group, bool join, int64_t rate, absl::string_view mode,
                int64_t leave, int64_t before, absl::string_view watched) {
  return absl::StrCat("perl -e ", ShellQuote(kMemoryHog), " ", ShellQuote(group), " ", join ? 1 : 0,
                      " ", rate, " ", mode, " ", leave, " ", before, " ", ShellQuote(watched),
                      " </dev/null >/dev/null 2>&1");
}

Probe CommandProof(const std::string& name, const std::string& command) {
  Probe probe;
  probe.set_name(name);
  probe.mutable_command()->set_command(Bash(command));
  // A machine that is out of memory answers slowly.
  probe.mutable_timeout()->set_seconds(20);
  return probe;
}

// The kernel has counted one more kill on the whole machine, whichever process it was.
Probe MachineCountProof(int64_t before) {
  return CommandProof("kernel_counts_a_kill",
                      absl::StrCat("now=$(machine_kills); echo \"oom_kill of /proc/vmstat: $now, ",
                                   before, " before\"; [ \"$now\" -gt ", before, " ]"));
}

// The engine saw the container end by SIGKILL, and `more` of it.
std::string DiedOf137(const std::string& id, absl::string_view since) {
  return absl::StrCat("docker events --since ", since,
                      " --until \"$(date +%s.%N)\" --filter "
                      "event=die --filter container=",
                      id,
                      " --format '{{.Action}} exit {{.Actor.Attributes.exitCode}}' | "
                      "grep -m 1 'exit 137'");
}

// Either the container lives on and its group counts the kill of one of its processes, or it ended
// with its first process and the engine saw that (and, for a limit of its own, why).
Probe ServiceProof(const MemoryFault& fault, const Victim& victim, int64_t before,
                   const std::string& since) {
  const std::string oom_event = absl::StrCat(
      "docker events --since ", since, " --until \"$(date +%s.%N)\" --filter event=oom ",
      "--filter container=", victim.id, " --format '{{.Action}}' | grep -m 1 oom && ");
  return CommandProof(
      "killed_for_memory",
      absl::StrCat(
          "pid=$(docker inspect -f '{{.State.Pid}}' ", victim.id, ") && [ $pid -gt 0 ] && ",
          "group=$(memory_group $pid) && count=$(kills $group) && before=$([ $pid = ", victim.pid,
          " ] && echo ", before, " || echo 0) && [ \"${count:-0}\" -gt $before ] && ",
          "echo \"the group of ", fault.service(), " counts $count kills for memory, $before ",
          "before\" && exit; ", oom_event, DiedOf137(victim.id, since)));
}

// What takes the memory, in the container's own process namespace, so that it ends with the
// container.
absl::StatusOr<FaultInjected> Push(const MemoryFault& fault, const Victim& victim, int64_t before,
                                   const FaultContext& context) {
  const bool leak = fault.kind() == MemoryFault::LEAK;
  const int64_t rate = fault.bytes_per_second() > 0 ? fault.bytes_per_second() : kLeakRate;
  const int64_t leave = fault.leave_bytes() > 0 ? fault.leave_bytes() : kLeakLeaves;
  return RunOnHost(
      Bash(absl::StrCat(PreferLargest(victim), "setsid -f nsenter -t ", victim.pid, " -p -- ",
                        Hog(victim.group, true, leak ? rate : 0, leak ? "leak" : "burst", leave,
                            before, victim.group))),
      absl::Seconds(20), context);
}

absl::StatusOr<Injection> InjectInService(const MemoryFault& fault, const FaultContext& context) {
  ASSIGN_OR_RETURN(const std::string since, ReadFromHost("date +%s.%N", context));
  ASSIGN_OR_RETURN(const int64_t machine_before, ReadNumber("machine_kills", context));
  ASSIGN_OR_RETURN(const StoppableContainer container,
                   StoppableContainer::Locate(context, fault.service()));
  const std::string& id = container.id();
  const bool limited = fault.limit_bytes() > 0;
  if (limited) RETURN_IF_ERROR(SetLimit(id, fault.limit_bytes(), context));
  ASSIGN_OR_RETURN(
      const int64_t limit,
      ReadNumber(absl::StrCat("docker inspect -f '{{.HostConfig.Memory}}' ", id), context));
  if (limit <= 0) {
    return absl::FailedPreconditionError(
        absl::StrCat("the service ", fault.service(), " has no memory limit; set limit_bytes"));
  }
  int64_t before = 0;
  Injection injection;
  absl::StatusOr<Victim> victim = FindVictim(id, context);
  if (victim.ok()) {
    // A container with a new limit was just restarted, so its counter began at zero; otherwise read
    // it.
    if (!limited) {
      ASSIGN_OR_RETURN(before,
                       ReadNumber(absl::StrCat("kills ", ShellQuote(victim->group)), context));
    }
    ASSIGN_OR_RETURN(injection.facts, Push(fault, *victim, before, context));
  } else if (!limited || !absl::IsFailedPrecondition(victim.status())) {
    return victim.status();
  } else {
    // The container does not even start with the new limit: no process has to be attacked.
    victim = Victim{id, "0", ""};
  }
  injection.facts.set_output(
      absl::StrCat("limit of ", fault.service(), ": ", limit, " bytes; kills before: ", before,
                   " of it, ", machine_before, " of the machine\n", injection.facts.output()));
  injection.proof = {ServiceProof(fault, *victim, before, since),
                     MachineCountProof(machine_before)};
  return injection;
}

absl::StatusOr<int64_t> SetHostLimit(const MemoryFault& fault, const FaultContext& context) {
  int64_t limit = fault.limit_bytes();
  if (limit == 0) {
    ASSIGN_OR_RETURN(const int64_t used, ReadNumber("used \"$(host_group)\"", context));
    limit = used + kHostMargin;
  }
  return ReadNumber(absl::StrCat("file=$(limit_file \"$(host_group)\") && echo ", limit,
                                 " > \"$file\" && cat \"$file\""),
                    context);
}

absl::StatusOr<Injection> InjectInHost(const MemoryFault& fault, const FaultContext& context) {
  ASSIGN_OR_RETURN(const std::string group, ReadFromHost(Bash("host_group"), context));
  ASSIGN_OR_RETURN(const int64_t limit, SetHostLimit(fault, context));
  Injection injection;
  ASSIGN_OR_RETURN(injection.facts,
                   RunOnHost(Bash(absl::StrCat("setsid -f ", Hog(group, false, 0, "hold",
                                                                 fault.leave_bytes(), 0, group))),
                             absl::Seconds(20), context));
  injection.facts.set_output(
      absl::StrCat("limit of the drill host: ", limit, " bytes\n", injection.facts.output()));
  injection.proof.push_back(CommandProof(
      "host_short_of_memory",
      absl::StrCat("left=$(available \"$(host_group)\"); echo \"$left bytes of ", limit,
                   " are left\"; [ \"$left\" -le ", fault.leave_bytes() + kHostSlack, " ]")));
  return injection;
}

}  // namespace

absl::StatusOr<Injection> InjectMemory(const MemoryFault& fault, const FaultContext& context) {
  return fault.kind() == MemoryFault::HOST_PRESSURE ? InjectInHost(fault, context)
                                                    : InjectInService(fault, context);
}

}  // namespace drill
