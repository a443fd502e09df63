#include "harness/host/doctor.h"

#include <errno.h>
#include <linux/capability.h>
#include <stdlib.h>
#include <string.h>
#include <sys/statvfs.h>
#include <sys/utsname.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <system_error>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "harness/base/file.h"
#include "harness/base/subprocess.h"
#include "harness/host/capabilities.h"
#include "harness/host/host_users.h"
#include "harness/host/network_features.h"

namespace drill {
namespace {

namespace fs = std::filesystem;

struct Program {
  const char* name;
  const char* package;
  bool required;
};
constexpr Program kPrograms[] = {
    {"runc", "runc", true},
    {"mmdebstrap", "mmdebstrap", true},
    {"unshare", "util-linux", true},
    {"mkfs.btrfs", "btrfs-progs", false},
    {"mkfs.ext4", "e2fsprogs", false},
};
constexpr const char* kNamespaces[] = {"pid", "net", "ipc", "uts", "mnt", "cgroup"};
constexpr const char* kControllers[] = {"memory", "pids", "cpu"};
constexpr const char* kNetwork[] = {"veth", "bridge", "nf_tables"};
constexpr int64_t kGibibyte = int64_t{1} << 30;
constexpr int64_t kMemory = 4 * kGibibyte;
constexpr int64_t kDisk = 8 * kGibibyte;

std::string Text(const std::string& path) { return ReadFile(path).value_or(""); }

bool IsInPath(const std::string& program) {
  const char* path = getenv("PATH");
  for (const absl::string_view directory : absl::StrSplit(path == nullptr ? "" : path, ':')) {
    if (access(absl::StrCat(directory, "/", program).c_str(), X_OK) == 0) return true;
  }
  return false;
}

// In the kernel now, or in a module that mounting would load.
bool HasFileSystem(const std::string& name) {
  if (absl::StrContains(Text("/proc/filesystems"), absl::StrCat("\t", name, "\n"))) return true;
  const absl::StatusOr<SubprocessResult> module =
      RunSubprocess({"modprobe", "--dry-run", "--quiet", name});
  return module.ok() && module->succeeded();
}

std::set<std::string> Controllers() {
  std::set<std::string> found;
  for (const char* path :
       {"/sys/fs/cgroup/cgroup.controllers", "/sys/fs/cgroup/unified/cgroup.controllers"}) {
    for (absl::string_view name : absl::StrSplit(Text(path), absl::ByAnyChar(" \n")))
      found.insert(std::string(name));
  }
  // Controllers of version 1: each line is name, hierarchy, number of groups, enabled.
  for (const absl::string_view line : absl::StrSplit(Text("/proc/cgroups"), '\n')) {
    const std::vector<std::string> fields = absl::StrSplit(line, '\t');
    if (fields.size() == 4 && fields[1] != "0" && fields[3] == "1") found.insert(fields[0]);
  }
  return found;
}

bool RootIsMountPoint() {
  for (const absl::string_view line : absl::StrSplit(Text("/proc/self/mountinfo"), '\n')) {
    const std::vector<std::string> fields = absl::StrSplit(line, ' ');
    if (fields.size() > 4 && fields[4] == "/") return true;
  }
  return false;
}

int64_t AvailableMemory() {
  for (const absl::string_view line : absl::StrSplit(Text("/proc/meminfo"), '\n')) {
    const std::vector<std::string> fields = absl::StrSplit(line, ' ', absl::SkipEmpty());
    int64_t kibibytes = 0;
    if (fields.size() > 1 && fields[0] == "MemAvailable:" &&
        absl::SimpleAtoi(fields[1], &kibibytes))
      return kibibytes << 10;
  }
  return 0;
}

// Free bytes of the file system that the directory lies on, or would lie on once it exists.
int64_t FreeDisk(fs::path directory) {
  std::error_code error;
  while (!directory.empty() && directory != "/" && !fs::exists(directory, error))
    directory = directory.parent_path();
  struct statvfs disk;
  if (statvfs(directory.c_str(), &disk) != 0) return 0;
  return static_cast<int64_t>(disk.f_bavail) * static_cast<int64_t>(disk.f_frsize);
}

std::string Gibibytes(int64_t bytes) { return absl::StrCat(bytes / kGibibyte, " GiB"); }

void DiagnosePrograms(const MachineFacts& facts, std::vector<Finding>& findings) {
  for (const Program& program : kPrograms) {
    if (facts.programs.count(program.name) != 0) continue;
    findings.push_back({program.required, absl::StrCat("the program ", program.name),
                        absl::StrCat("apt-get install ", program.package)});
  }
  if (!facts.debian_keyring) {
    findings.push_back(
        {true, "the keys of Debian's archive", "apt-get install debian-archive-keyring"});
  }
}

void DiagnoseKernel(const MachineFacts& facts, std::vector<Finding>& findings) {
  for (const char* name : kNamespaces) {
    if (facts.namespaces.count(name) == 0)
      findings.push_back({true, absl::StrCat("namespaces of kind ", name), "another kernel"});
  }
  for (const char* name : kControllers) {
    if (facts.controllers.count(name) == 0) {
      findings.push_back({true, absl::StrCat("the control group controller ", name),
                          absl::StrCat("mount it, or boot with cgroup_enable=", name)});
    }
  }
  for (const char* name : kNetwork) {
    if (facts.network.count(name) == 0) {
      findings.push_back({true, absl::StrCat("the kernel's ", name),
                          absl::StrCat("modprobe ", name, ", or another kernel")});
    }
  }
  if (facts.file_systems.count("overlay") == 0)
    findings.push_back({true, "the file system overlay", "modprobe overlay, or another kernel"});
  if (facts.file_systems.count("btrfs") == 0) {
    findings.push_back({false, "the file system btrfs, so every clone is a full copy",
                        "modprobe btrfs, or another kernel"});
  }
  if (facts.file_systems.count("ext4") == 0) {
    findings.push_back({false, "the file system ext4, so no scenario with limited disks",
                        "modprobe ext4, or another kernel"});
  }
  if (!facts.loop_devices) {
    findings.push_back({false,
                        "loop devices, so every clone is a full copy, and no scenario with limited "
                        "disks",
                        "modprobe loop; in a container, give it /dev/loop-control"});
  }
}

// Mounts for other users came to btrfs with Linux 5.15.
std::string NoOwnUsers() {
  utsname kernel;
  int major = 0, minor = 0;
  if (uname(&kernel) != 0) return strerror(errno);
  const std::vector<std::string> numbers = absl::StrSplit(kernel.release, absl::ByAnyChar(".-"));
  if (numbers.size() < 2 || !absl::SimpleAtoi(numbers[0], &major) ||
      !absl::SimpleAtoi(numbers[1], &minor) || major < 5 || (major == 5 && minor < 15)) {
    return absl::StrCat("Linux ", kernel.release, " is older than 5.15");
  }
  return std::string(HostUsers::Make().status().message());
}

}  // namespace

MachineFacts GatherMachineFacts(const std::string& cache_directory) {
  MachineFacts facts;
  std::error_code error;
  facts.root = geteuid() == 0;
  facts.debian_keyring = fs::exists("/usr/share/keyrings/debian-archive-keyring.gpg", error) ||
                         fs::exists("/usr/share/keyrings/debian-archive-keyring.pgp", error);
  for (const Program& program : kPrograms) {
    if (IsInPath(program.name)) facts.programs.insert(program.name);
  }
  for (const char* name : kNamespaces) {
    if (fs::exists(absl::StrCat("/proc/self/ns/", name), error)) facts.namespaces.insert(name);
  }
  for (const char* name : {"overlay", "btrfs", "ext4"}) {
    if (HasFileSystem(name)) facts.file_systems.insert(name);
  }
  facts.controllers = Controllers();
  facts.network = NetworkFeatures();
  facts.loop_devices = fs::exists("/dev/loop-control", error);
  facts.root_is_mount_point = RootIsMountPoint();
  facts.no_own_users = NoOwnUsers();
  const auto capabilities = BoundingSet(Text("/proc/self/status"));
  facts.system_administrator = capabilities.ok() && (*capabilities >> CAP_SYS_ADMIN & 1) != 0;
  facts.memory_bytes = AvailableMemory();
  facts.disk_bytes = FreeDisk(cache_directory);
  return facts;
}

std::vector<Finding> DiagnoseMachine(const MachineFacts& facts) {
  // Without root nothing that was tried out says anything about the machine.
  if (!facts.root) return {{true, "root", "run it as root, or with sudo"}};
  std::vector<Finding> findings;
  if (!facts.system_administrator) {
    findings.push_back(
        {true, "the capability CAP_SYS_ADMIN", "a container must be run with --privileged"});
  }
  if (!facts.root_is_mount_point) {
    findings.push_back(
        {true, "a / that is a mount point", "before chroot: mount --bind DIRECTORY DIRECTORY"});
  }
  if (!facts.no_own_users.empty()) {
    findings.push_back({false,
                        absl::StrCat("users of a drill host's own, so its root is this machine's: ",
                                     facts.no_own_users),
                        "see docs/isolation.md"});
  }
  DiagnosePrograms(facts, findings);
  DiagnoseKernel(facts, findings);
  if (facts.memory_bytes < kMemory) {
    findings.push_back({false,
                        absl::StrCat("memory: ", Gibibytes(facts.memory_bytes), " available of ",
                                     Gibibytes(kMemory)),
                        "end other programs"});
  }
  if (facts.disk_bytes < kDisk) {
    findings.push_back({true,
                        absl::StrCat("disk: ", Gibibytes(facts.disk_bytes), " free of ",
                                     Gibibytes(kDisk), " in the cache directory"),
                        "set ROLLBACK_DRILL_CACHE to a directory on a larger disk"});
  }
  std::stable_partition(findings.begin(), findings.end(),
                        [](const Finding& finding) { return finding.prevents_drills; });
  return findings;
}

}  // namespace drill
