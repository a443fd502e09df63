#include "harness/host/cgroup.h"

#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>
#include <system_error>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "harness/base/clock.h"
#include "harness/base/descriptor.h"
#include "harness/base/file.h"
#include "harness/base/status_macros.h"

namespace drill {
namespace {

namespace fs = std::filesystem;

constexpr absl::Duration kBetweenLooks = absl::Milliseconds(5);

void AppendTree(const fs::path& directory, std::vector<std::string>& result) {
  std::error_code error;
  for (const fs::directory_entry& entry : fs::directory_iterator(directory, error)) {
    if (entry.is_directory(error)) AppendTree(entry.path(), result);
  }
  result.push_back(directory.string());
}

void RemoveDirectories(const std::vector<std::string>& directories) {
  for (const std::string& directory : directories) rmdir(directory.c_str());
}

void WriteIfThere(const std::string& path, absl::string_view text) {
  const Descriptor file(open(path.c_str(), O_WRONLY | O_TRUNC | O_CLOEXEC));
  if (file.valid()) (void)!write(file.get(), text.data(), text.size());
}

}  // namespace

std::vector<std::string> CgroupMounts::all() const {
  std::vector<std::string> result = version1;
  result.insert(result.end(), version2.begin(), version2.end());
  return result;
}

absl::StatusOr<CgroupMounts> ParseCgroupMounts(absl::string_view mount_table) {
  CgroupMounts mounts;
  std::set<std::string> seen;
  for (const absl::string_view line : absl::StrSplit(mount_table, '\n')) {
    const std::vector<std::string> fields = absl::StrSplit(line, ' ');
    if (fields.size() < 3 || !seen.insert(fields[1]).second) continue;
    if (fields[2] == "cgroup") mounts.version1.push_back(fields[1]);
    if (fields[2] == "cgroup2") mounts.version2.push_back(fields[1]);
  }
  if (mounts.all().empty()) return absl::NotFoundError("no control groups are mounted");
  return mounts;
}

absl::StatusOr<CgroupMounts> FindCgroupMounts() {
  ASSIGN_OR_RETURN(const std::string table, ReadFile("/proc/self/mounts"));
  return ParseCgroupMounts(table);
}

std::vector<std::string> CgroupDirectories(const CgroupMounts& mounts, absl::string_view name) {
  std::vector<std::string> result;
  std::error_code error;
  for (const std::string& mount : mounts.all()) {
    const fs::path directory(absl::StrCat(mount, "/", name));
    if (fs::is_directory(directory, error)) AppendTree(directory, result);
  }
  return result;
}

std::vector<std::string> ChildCgroups(const CgroupMounts& mounts, absl::string_view name) {
  std::set<std::string> names;
  std::error_code error;
  for (const std::string& mount : mounts.all()) {
    const fs::path directory(absl::StrCat(mount, "/", name));
    for (const fs::directory_entry& entry : fs::directory_iterator(directory, error)) {
      if (entry.is_directory(error)) names.insert(entry.path().filename().string());
    }
  }
  return {names.begin(), names.end()};
}

bool IsInCgroup(absl::string_view membership, absl::string_view name) {
  for (const absl::string_view line : absl::StrSplit(membership, '\n')) {
    const std::vector<absl::string_view> fields = absl::StrSplit(line, absl::MaxSplits(':', 2));
    if (fields.size() < 3) continue;
    if (absl::StrContains(absl::StrCat(fields[2], "/"), absl::StrCat("/", name, "/"))) return true;
  }
  return false;
}

std::vector<ProcessHandle> CgroupProcesses(const CgroupMounts& mounts, absl::string_view name) {
  std::set<pid_t> pids;
  for (const std::string& directory : CgroupDirectories(mounts, name)) {
    std::ifstream procs(directory + "/cgroup.procs");
    pid_t pid = 0;
    // 0 stands for a process of another pid namespace, which is not ours to kill.
    while (procs >> pid)
      if (pid > 0) pids.insert(pid);
  }
  std::vector<ProcessHandle> processes;
  for (const pid_t pid : pids) {
    absl::StatusOr<ProcessHandle> process = ProcessHandle::Open(pid);
    // The process may have ended after its id was read, and the id may now be another process's.
    if (process.ok() && IsInCgroup(process->Read("cgroup").value_or(""), name))
      processes.push_back(*std::move(process));
  }
  return processes;
}

void ThawCgroup(const CgroupMounts& mounts, absl::string_view name) {
  // Parents first: a group stays frozen as long as one above it is.
  std::vector<std::string> directories = CgroupDirectories(mounts, name);
  std::reverse(directories.begin(), directories.end());
  for (const std::string& directory : directories) {
    WriteIfThere(directory + "/freezer.state", "THAWED");
    WriteIfThere(directory + "/cgroup.freeze", "0");
  }
}

absl::Status RemoveCgroup(const CgroupMounts& mounts, absl::string_view name,
                          absl::Duration limit) {
  const absl::Duration deadline = RealClock().Monotonic() + limit;
  while (true) {
    // A process may be forking while it is looked for: hence again and again.
    for (const ProcessHandle& process : CgroupProcesses(mounts, name)) process.Signal(SIGKILL);
    ThawCgroup(mounts, name);
    RemoveDirectories(CgroupDirectories(mounts, name));
    const std::vector<std::string> left = CgroupDirectories(mounts, name);
    if (left.empty()) return absl::OkStatus();
    if (RealClock().Monotonic() > deadline) {
      return absl::DeadlineExceededError(
          absl::StrCat("control groups that cannot be removed: ", absl::StrJoin(left, " ")));
    }
    RealClock().Sleep(kBetweenLooks);
  }
}

}  // namespace drill
