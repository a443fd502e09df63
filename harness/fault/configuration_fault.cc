#include "harness/fault/configuration_fault.h"

#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/time/clock.h"
#include "harness/base/env_file.h"
#include "harness/base/shell_quote.h"
#include "harness/base/status_macros.h"
#include "harness/fault/host_command.h"
#include "harness/fault/service_container.h"
#include "harness/host/root_directory.h"

namespace drill {
namespace {

constexpr absl::Duration kApplyLimit = absl::Minutes(3);

// What a merge that nobody finished leaves behind; no YAML, and no shell, can read it.
std::string WithConflict(const std::string& content, FaultRandom* random) {
  std::vector<std::string> lines = absl::StrSplit(content, '\n');
  const uint64_t at = random->Below(lines.size(), "line of the merge conflict");
  const std::string line = lines[at];
  lines[at] = absl::StrCat("<<<<<<< HEAD\n", line, "\n=======\n", line, "\n>>>>>>> release");
  return absl::StrJoin(lines, "\n");
}

absl::StatusOr<std::string> WithKey(const std::string& content, const std::string& key,
                                    const std::string& line) {
  absl::StatusOr<std::string> changed = ReplaceEnvKey(content, key, line);
  if (absl::IsNotFound(changed.status()))
    return absl::FailedPreconditionError(changed.status().message());
  return changed;
}

absl::StatusOr<std::string> Changed(const ConfigurationFault& fault, const std::string& content,
                                    FaultRandom* random) {
  switch (fault.change_case()) {
    case ConfigurationFault::kRemoveKey:
      return WithKey(content, fault.remove_key(), "");
    case ConfigurationFault::kSetKey:
      return WithKey(content, fault.set_key().substr(0, fault.set_key().find('=')),
                     fault.set_key());
    case ConfigurationFault::kReplace: {
      const size_t at = content.find(fault.replace().text());
      if (at == std::string::npos) {
        return absl::FailedPreconditionError(
            absl::StrCat("it does not hold \"", fault.replace().text(), "\""));
      }
      return std::string(content).replace(at, fault.replace().text().size(), fault.replace().by());
    }
    default:
      return WithConflict(content, random);
  }
}

// In place: a container may have the very file mounted.
absl::Status Write(const ConfigurationFault& fault, const FaultContext& context) {
  ASSIGN_OR_RETURN(const RootDirectory root, context.host.Root());
  const absl::StatusOr<std::string> content = root.Read(fault.file());
  if (!content.ok()) {
    return absl::FailedPreconditionError(
        absl::StrCat(fault.file(), " cannot be read on the drill host; nothing to change"));
  }
  absl::StatusOr<std::string> changed = ChangedConfiguration(fault, *content, context.random);
  if (!changed.ok()) {
    return absl::Status(changed.status().code(),
                        absl::StrCat(fault.file(), ": ", changed.status().message()));
  }
  return root.Write(fault.file(), *changed);
}

// Compose itself is asked; `docker compose config` changes nothing.
Probe ProofOfUnreadable(const ConfigurationFault& fault, const FaultContext& context) {
  Probe probe;
  probe.set_name("compose cannot read it");
  probe.mutable_timeout()->set_seconds(10);
  probe.mutable_command()->set_command(absl::StrCat(
      "cd ", ShellQuote(context.stack.operator_directory()), " && ! docker compose config -q"));
  probe.mutable_command()->set_contains(fault.log_line());
  return probe;
}

Probe ProofByLog(const ConfigurationFault& fault, absl::Time since) {
  Probe probe;
  probe.set_name(absl::StrCat(fault.service(), " says it"));
  probe.mutable_log()->set_service(fault.service());
  probe.mutable_log()->set_contains(fault.log_line());
  probe.mutable_log()->set_since_us(absl::ToUnixMicros(since));
  return probe;
}

}  // namespace

absl::StatusOr<std::string> ChangedConfiguration(const ConfigurationFault& fault,
                                                 const std::string& content, FaultRandom* random) {
  ASSIGN_OR_RETURN(std::string changed, Changed(fault, content, random));
  if (changed == content)
    return absl::FailedPreconditionError("it says already what the fault would make it say");
  return changed;
}

absl::StatusOr<Injection> InjectConfiguration(const ConfigurationFault& fault,
                                              const FaultContext& context) {
  ASSIGN_OR_RETURN(const ContainerInfo before, RunningContainer(fault.service(), context));
  const absl::Time since = absl::Now();
  RETURN_IF_ERROR(Write(fault, context));
  Injection injection;
  ASSIGN_OR_RETURN(injection.facts,
                   RunOnHost(fault.apply().empty() ? "docker compose up -d" : fault.apply(),
                             kApplyLimit, context));
  if (fault.unreadable()) {
    injection.proof.push_back(ProofOfUnreadable(fault, context));
    return injection;
  }
  injection.proof.push_back(ProofOfEnd(before, "present"));
  if (!fault.log_line().empty()) injection.proof.push_back(ProofByLog(fault, since));
  return injection;
}

}  // namespace drill
