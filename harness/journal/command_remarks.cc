#include "harness/journal/command_remarks.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "harness/base/plural.h"
#include "harness/base/regex.h"

namespace drill {
namespace {

std::string Here(absl::string_view program, absl::string_view version) {
  return version.empty() ? absl::StrCat("which ", program, " is here is not known")
                         : absl::StrCat("here it is ", version);
}

bool Failed(const CommandRun& command) {
  return command.exit_code() != 0 || command.signal() != 0 || command.timed_out();
}

bool PrunesVolumesByVersion(const std::string& text) {
  static const RE2& prune = *new RE2(R"(\bdocker\s+volume\s+prune\b([^\n;&|]*))");
  static const RE2& all =
      *new RE2(R"((?:^|\s)(?:-[a-zA-Z]*a[a-zA-Z]*|--all\S*|--filter[= ]all)\b)");
  for (const RegexMatch& match : FindAllRegex(prune, text))
    if (!ContainsRegex(all, match.groups[1])) return true;
  return false;
}

// Its output or its input is not the operator's terminal, so that it matters whether the container
// gets one.
bool ExecsByVersion(const std::string& text) {
  static const RE2& exec =
      *new RE2(R"((\|\s*)?\bdocker(?:\s+|-)compose\b[^\n;&|]*?\sexec\s([^\n;&]*))");
  static const RE2& no_terminal = *new RE2(R"((?:^|\s)(?:-[a-zA-Z]*T|--no-TTY)\b)");
  static const RE2& redirected = *new RE2(R"([<>|])");
  for (const RegexMatch& match : FindAllRegex(exec, text)) {
    const bool given = match.matched(1) || ContainsRegex(redirected, match.groups[2]);
    if (given && !ContainsRegex(no_terminal, match.groups[2])) return true;
  }
  return false;
}

bool WantsARegistry(const CommandRun& command) {
  static const RE2& asks = *new RE2(R"(\b(?:pull|push|build|up|run|login|create|manifest)\b)");
  static const RE2& no_answer = *new RE2(
      R"((?i)lookup \S+.*(?:no such host|server misbehaving|i/o timeout|connection refused))"
      R"(|Get "?https?://\S+/v2/|failed to (?:resolve source metadata|do request))"
      R"(|pull access denied|registry-1\.docker\.io|failed to authorize)");
  static const RE2& program = *new RE2(R"(\b(?:docker|podman|nerdctl|skopeo|crane|make)\b|\.sh\b)");
  return Failed(command) && ContainsRegex(program, command.text()) &&
         ContainsRegex(asks, command.text()) &&
         ContainsRegex(no_answer, absl::StrJoin(command.last_words(), "\n"));
}

// A program of the machine below, as one that is called or one that complains; or a file of it. The
// devices that every process has, such as /dev/null, are none of its.
bool IsOfTheMachineBelow(const CommandRun& command) {
  static const std::string& programs = *new std::string(
      R"((?:u?mount|mknod|losetup|sysctl|mkfs[.\w]*|fsck[.\w]*|e2fsck|blkdiscard|fdisk|parted|fstrim)"
      R"(|lv\w+|vg\w+|pv\w+|mdadm|cryptsetup|hdparm|ethtool|nsenter|setenforce|apparmor_parser|renice)"
      R"(|chrt|ionice))");
  static const RE2& called =
      *new RE2(absl::StrCat(R"((?m)(?:^|[;&|(]|\bsudo\s)\s*(?:\S*/)?)", programs, R"((?:\s|$))"));
  static const RE2& complains = *new RE2(absl::StrCat(R"((?m)^(?:\S*/)?)", programs, ":"));
  static const RE2& files = *new RE2(
      R"((?:^|[\s'"=>])/(?:sys/|proc/sys/|dev/(?:[shv]d|xvd|nvme|loop|mapper/|disk/|dm-|md|k?mem|kmsg)))");
  return ContainsRegex(called, command.text()) || ContainsRegex(files, command.text()) ||
         ContainsRegex(complains, absl::StrJoin(command.last_words(), "\n"));
}

}  // namespace

std::string HostRefusalRemark(const CommandRun& command) {
  static const RE2& refused = *new RE2(
      R"((?i)operation not permitted|permission denied|read-only file system|must be superuser)"
      R"(|failed to set ?up loop device|cannot find an unused loop device)");
  if (!Failed(command) || !IsOfTheMachineBelow(command) ||
      !ContainsRegex(refused, absl::StrJoin(command.last_words(), "\n")))
    return "";
  return "a drill host does not let that through, so that this says nothing about the document; "
         "see docs/isolation.md";
}

std::string RegistryRemark(const CommandRun& command) {
  if (!WantsARegistry(command)) return "";
  return "no registry was there: a drill host reaches nothing beyond itself, so that this says "
         "nothing about the document; `tools/drill validate` prints what the scenario can say "
         "instead";
}

std::vector<std::string> CommandRemarks(const CommandRun& command, const Machine& machine) {
  std::vector<std::string> remarks;
  remarks.insert(remarks.end(), command.unexpected().begin(), command.unexpected().end());
  if (std::string remark = RegistryRemark(command); !remark.empty())
    remarks.push_back(std::move(remark));
  if (std::string remark = HostRefusalRemark(command); !remark.empty())
    remarks.push_back(std::move(remark));
  if (command.unreached_size() > 0 && !Failed(command)) {
    remarks.push_back(absl::StrCat(
        Counted(command.unreached_size(), "command of this script was",
                "commands of this script were"),
        " never run, although it ended well: what reads its input (docker exec -i, docker compose "
        "exec, ssh, read) reads the rest of the script; give that </dev/null"));
  }
  if (PrunesVolumesByVersion(command.text())) {
    remarks.push_back(absl::StrCat(
        "`docker volume prune` without -a removes anonymous volumes only since Docker 23.0, before "
        "it named ones too; ",
        Here("Docker", machine.engine_version())));
  }
  if (ExecsByVersion(command.text())) {
    remarks.push_back(absl::StrCat(
        "`exec` without -T: Compose 1 gives the container a terminal, which fails in a script and "
        "changes line ends in what is redirected, Compose 2 only where its own output is one; ",
        Here("Compose", machine.compose_version())));
  }
  return remarks;
}

}  // namespace drill
