#include "harness/fault/configuration_fault.h"

#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "absl/time/clock.h"
#include "harness/base/shell_quote.h"
#include "harness/base/status_macros.h"
#include "harness/fault/host_command.h"
#include "harness/fault/service_container.h"
#include "harness/host/root_directory.h"

namespace drill {
namespace {

constexpr absl::Duration kApplyLimit = absl::Minutes(3);

// Whether a line of a KEY=VALUE file sets the key.
bool Sets(absl::string_view line, absl::string_view key) {
  line = absl::StripLeadingAsciiWhitespace(line);
  absl::ConsumePrefix(&line, "export ");
  return absl::ConsumePrefix(&line, key) && absl::StartsWith(line, "=");
}

// Every line that sets the key becomes `line`, or goes when that is empty.
absl::StatusOr<std::string> ReplaceKey(const std::string& content, const std::string& key,
                                       const std::string& line) {
  std::vector<std::string> lines;
  bool found = false;
  for (const absl::string_view old : absl::StrSplit(content, '\n')) {
    const bool sets = Sets(old, key);
    found = found || sets;
    if (!sets) lines.emplace_back(old);
    if (sets && !line.empty()) lines.push_back(line);
  }
  if (!found) return absl::FailedPreconditionError(absl::StrCat("no line of it sets ", key));
  return absl::StrJoin(lines, "\n");
}

// What a merge that nobody finished leaves behind; no YAML, and no shell, can read it.
std::string WithConflict(const std::string& content, FaultRandom* random) {
  std::vector<std::string> lines = absl::StrSplit(content, '\n');
  const uint64_t at = random->Below(lines.size(), "line of the merge conflict");
  const std::string line = lines[at];
  lines[at] = absl::StrCat("<<<<<<< HEAD\n", line, "\n=======\n", line, "\n>>>>>>> release");
  return absl::StrJoin(lines, "\n");
}

absl::StatusOr<std::string> Changed(const ConfigurationFault& fault, const std::string& content,
                                    FaultRandom* random) {
  switch (fault.change_case()) {
    case ConfigurationFault::kRemoveKey:
      return ReplaceKey(content, fault.remove_key(), "");
    case ConfigurationFault::kSetKey:
      return ReplaceKey(content, fault.set_key().substr(0, fault.set_key().find('=')),
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
