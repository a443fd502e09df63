#include "harness/fault/broken_program.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "harness/base/status_macros.h"
#include "harness/fault/host_command.h"
#include "harness/fault/service_container.h"

namespace drill {
namespace {

constexpr absl::Duration kLimit = absl::Minutes(2);

// What the first process runs, wherever an entry point has led it: $exe, its copy at $copy.
constexpr char kFetch[] =
    "set -euo pipefail\n"
    "exe=$(readlink \"/proc/$DRILL_PID/exe\")\n"
    "work=$(mktemp -d); trap 'rm -rf \"$work\"' EXIT; copy=$work/$(basename \"$exe\")\n"
    "docker cp -q \"$DRILL_CONTAINER:$exe\" \"$copy\"\n";

// `docker cp` puts a new file in the place of the old one, which the running process keeps.
constexpr char kBreak[] =
    "LC_ALL=C sed -i 's/libc\\.so\\.6/libc.so.0/g' \"$copy\"\n"
    "docker cp -q \"$copy\" \"$DRILL_CONTAINER:$exe\"\n"
    "echo \"$exe now needs libc.so.0\"\n";
constexpr char kKill[] = "kill -KILL \"$DRILL_PID\"\n";

// The shell's own name for itself is that of the program, so that what looks for its libraries
// beside itself finds them. It is the container's first process: a signal without a trap would not
// reach it either.
constexpr char kDeafen[] =
    "mv \"$copy\" \"$copy.heard\"\n"
    "cat >\"$copy\" <<'WRAPPER'\n"
    "#!/bin/sh\n"
    "trap '' TERM INT QUIT HUP\n"
    "\"$0.heard\" \"$@\" &\n"
    "child=$!\n"
    "while kill -0 \"$child\" 2>/dev/null; do wait \"$child\"; status=$?; done\n"
    "exit \"$status\"\n"
    "WRAPPER\n"
    "chmod 755 \"$copy\"\n"
    "docker cp -q \"$copy.heard\" \"$DRILL_CONTAINER:$exe.heard\"\n"
    "docker cp -q \"$copy\" \"$DRILL_CONTAINER:$exe\"\n"
    "docker restart \"$DRILL_CONTAINER\"\n";

// As long as the engine waits for a container to end by itself.
constexpr char kSendTerm[] =
    "grace=$(docker inspect -f '{{.Config.StopTimeout}}' \"$DRILL_CONTAINER\")\n"
    "case $grace in ''|*[!0-9]*) grace=10;; esac\n"
    "kill -TERM \"$DRILL_PID\" && echo \"TERM sent, waiting $grace s\" && sleep \"$grace\"";

ExecOptions About(const ContainerInfo& container) {
  ExecOptions options;
  options.env = {{"DRILL_CONTAINER", container.id}, {"DRILL_PID", absl::StrCat(container.pid)}};
  return options;
}

// FailedPrecondition when `test` fails on the container's program: the change would have no effect
// on it.
absl::Status CheckProgram(const std::string& test, const std::string& why,
                          const ContainerInfo& container, const FaultContext& context) {
  ASSIGN_OR_RETURN(const FaultInjected tested,
                   RunOnHost(absl::StrCat(kFetch, test), kLimit, context, About(container)));
  if (tested.exit_code() == 0) return absl::OkStatus();
  return absl::FailedPreconditionError(absl::StrCat("the program of ", container.service, " ", why,
                                                    "; seen: exit code ", tested.exit_code(), " ",
                                                    tested.output()));
}

}  // namespace

absl::StatusOr<Injection> BreakProgram(const std::string& service, const FaultContext& context) {
  ASSIGN_OR_RETURN(const ContainerInfo container, RunningContainer(service, context));
  if (container.restart_policy.empty() || container.restart_policy == "no") {
    return absl::FailedPreconditionError(
        absl::StrCat("nothing starts ", service, " again when it dies: its restart policy is \"",
                     container.restart_policy, "\"; kind STOP or KILL is what happens to it"));
  }
  RETURN_IF_ERROR(CheckProgram("LC_ALL=C grep -q 'libc\\.so\\.6' \"$copy\"",
                               "needs no libc.so.6 that could be missing", container, context));
  Injection injection;
  ASSIGN_OR_RETURN(injection.facts, RunOnHost(absl::StrCat(kFetch, kBreak, kCheckPid, kKill),
                                              kLimit, context, About(container)));
  injection.proof.push_back(ProofOfEnd(container, "crash_looping"));
  return injection;
}

absl::StatusOr<Injection> DeafenProgram(const std::string& service, const FaultContext& context) {
  ASSIGN_OR_RETURN(const ContainerInfo before, RunningContainer(service, context));
  RETURN_IF_ERROR(CheckProgram("docker cp -q -L \"$DRILL_CONTAINER:/bin/sh\" \"$work/sh\"",
                               "cannot be wrapped, its image has no /bin/sh", before, context));
  Injection injection;
  ASSIGN_OR_RETURN(injection.facts,
                   RunOnHost(absl::StrCat(kFetch, kDeafen), kLimit, context, About(before)));
  ASSIGN_OR_RETURN(const ContainerInfo deaf, RunningContainer(service, context));
  ASSIGN_OR_RETURN(const FaultInjected term,
                   RunOnHost(absl::StrCat(kCheckPid, kSendTerm), kLimit, context, About(deaf)));
  injection.facts.set_exit_code(term.exit_code());
  injection.facts.mutable_output()->append(term.output());
  injection.proof.push_back(ProofOfGoingOn(deaf, "running"));
  return injection;
}

}  // namespace drill
