#include "harness/host/cgroup_limits.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <system_error>

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "harness/base/descriptor.h"
#include "harness/base/file.h"
#include "harness/base/status_macros.h"

namespace drill {
namespace {

constexpr int64_t kPeriod = 100000;  // In microseconds.
constexpr int64_t kPercent = 100;
constexpr int64_t kKeptPercent = 10;

// A control file takes a value whole, and is never made by writing.
bool Set(const std::string& file, const std::string& value) {
  const Descriptor control(open(file.c_str(), O_WRONLY | O_CLOEXEC));
  return control.valid() &&
         write(control.get(), value.data(), value.size()) == static_cast<ssize_t>(value.size());
}

// Hands every controller down along the path, as version 2 wants it.
void HandControllersDown(const std::string& mount, absl::string_view name) {
  std::string directory = mount;
  std::vector<std::string> parts = absl::StrSplit(name, '/');
  parts.insert(parts.begin(), "");
  for (const std::string& part : parts) {
    if (!part.empty()) absl::StrAppend(&directory, "/", part);
    const std::string controllers = ReadFile(directory + "/cgroup.controllers").value_or("");
    for (const absl::string_view controller :
         absl::StrSplit(controllers, absl::ByAnyChar(" \n"), absl::SkipEmpty()))
      Set(directory + "/cgroup.subtree_control", absl::StrCat("+", controller));
  }
}

// A limit: the file that sets it and the value, for version 1 and version 2 of control groups.
struct Setting {
  const char* what;
  // File and value in version 1, then in version 2.
  const char* files[2];
  std::string values[2];
};

std::vector<Setting> Settings(const HostLimits& limits) {
  const std::string memory = absl::StrCat(limits.memory_bytes);
  const std::string processes = absl::StrCat(limits.processes);
  const int64_t quota = kPeriod * limits.processor_percent / kPercent;
  return {{"memory", {"memory.limit_in_bytes", "memory.max"}, {memory, memory}},
          {"processes", {"pids.max", "pids.max"}, {processes, processes}},
          {"processors",
           {"cpu.cfs_quota_us", "cpu.max"},
           {absl::StrCat(quota), absl::StrCat(quota, " ", kPeriod)}}};
}

bool Apply(const Setting& setting, const std::vector<std::string>& directories) {
  return std::any_of(directories.begin(), directories.end(), [&](const std::string& directory) {
    return Set(absl::StrCat(directory, "/", setting.files[0]), setting.values[0]) ||
           Set(absl::StrCat(directory, "/", setting.files[1]), setting.values[1]);
  });
}

// Gives the user the group's directory and the files that move processes and make groups. The files
// of its limits stay with the machine's root.
absl::Status Give(const std::string& directory, uint32_t user) {
  if (chown(directory.c_str(), user, user) != 0)
    return absl::InternalError(absl::StrCat("chown ", directory, ": ", strerror(errno)));
  for (const char* file : {"cgroup.procs", "tasks", "cgroup.threads", "cgroup.subtree_control"})
    (void)!chown(absl::StrCat(directory, "/", file).c_str(), user, user);
  return absl::OkStatus();
}

}  // namespace

int64_t HostProcessorPercent(unsigned int processors) {
  return std::max<int64_t>(1, processors) * kPercent - kKeptPercent;
}

std::string MachineCgroup(absl::string_view name) { return absl::StrCat(name, "/machine"); }

absl::StatusOr<std::vector<std::string>> MakeHostCgroup(const CgroupMounts& mounts,
                                                        absl::string_view name,
                                                        const HostLimits& limits,
                                                        uint32_t root_user) {
  std::vector<std::string> directories;
  for (const std::string& mount : mounts.all()) {
    directories.push_back(absl::StrCat(mount, "/", name));
    RETURN_IF_ERROR(MakeDirectories(directories.back()));
    HandControllersDown(mount, name);
    const std::string machine = absl::StrCat(mount, "/", MachineCgroup(name));
    RETURN_IF_ERROR(MakeDirectories(machine));
    if (root_user != 0) RETURN_IF_ERROR(Give(machine, root_user));
  }
  std::vector<std::string> missing;
  for (const Setting& setting : Settings(limits)) {
    if (!Apply(setting, directories)) missing.push_back(setting.what);
  }
  // Limit swap as well: otherwise memory over the limit would go to the machine's swap.
  for (const std::string& directory : directories) {
    Set(directory + "/memory.memsw.limit_in_bytes", absl::StrCat(limits.memory_bytes));
    Set(directory + "/memory.swap.max", "0");
  }
  return missing;
}

}  // namespace drill
