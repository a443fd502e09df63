#include <cstdio>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "harness/base/status_macros.h"
#include "harness/command/commands.h"
#include "harness/command/foreground.h"
#include "harness/command/seeding.h"
#include "harness/command/stack_argument.h"
#include "harness/host/runc_host.h"
#include "harness/seed/failed_machine.h"
#include "harness/seed/prepared_machine.h"
#include "harness/stack/stack_loader.h"

namespace drill {
namespace {

// Boots a clone of the kept machine: whatever is done to it, the next look finds it as it failed.
absl::StatusOr<int> EnterFailedMachine(const LoadedStack& stack, const Options& options,
                                       const StopToken& stop) {
  Seeding seeding(stop);
  RETURN_IF_ERROR(seeding.Start());
  Session& session = *seeding.session();
  ASSIGN_OR_RETURN(const FailedManifest failed, ReadFailedMachine(session.store(), stack.name));
  std::fprintf(stderr, "As it failed at %s; containers run as far as their restart policy says.\n",
               failed.failed_at().c_str());
  if (options.shell_command.empty()) std::fprintf(stderr, "%s\n", failed.message().c_str());
  const std::string id = session.NewId("failed");
  RETURN_IF_ERROR(CloneFailedMachine(session.store(), stack.name, id));
  ASSIGN_OR_RETURN(const std::unique_ptr<RuncHost> host,
                   RuncHost::Boot(session, HostOptionsOf(stack.stack, id)));
  const int code = RunInside(*host, options.shell_command, stack.stack.operator_directory());
  ASSIGN_OR_RETURN(const std::vector<std::string> left, host->Destroy());
  if (left.empty()) return code;
  return absl::InternalError(absl::StrCat("left on this machine: ", absl::StrJoin(left, ", ")));
}

}  // namespace

int OpenFailedMachine(const Options& options, const StopToken& stop) {
  const absl::StatusOr<std::string> directory = FindStack(Root(), options.arguments.front());
  absl::StatusOr<LoadedStack> stack = directory.ok() ? LoadStack(*directory) : directory.status();
  if (!stack.ok()) {
    std::fprintf(stderr, "%s\n", std::string(stack.status().message()).c_str());
    return kExitUnusable;
  }
  const absl::StatusOr<int> code = EnterFailedMachine(*stack, options, stop);
  if (code.ok()) return *code;
  std::fprintf(stderr, "%s\n", std::string(code.status().message()).c_str());
  return absl::IsNotFound(code.status()) ? kExitUnusable : kExitMachineError;
}

}  // namespace drill
