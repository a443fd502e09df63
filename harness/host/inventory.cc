#include "harness/host/inventory.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/file.h>
#include <sys/mount.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <set>
#include <system_error>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "harness/base/clock.h"
#include "harness/base/file.h"
#include "harness/base/process_handle.h"
#include "harness/host/cgroup.h"

namespace drill {
namespace {

namespace fs = std::filesystem;

constexpr absl::Duration kBetweenTries = absl::Milliseconds(20);

bool IsHost(absl::string_view owner) { return absl::StrContains(owner, "."); }

bool BelongsTo(absl::string_view name, absl::string_view owner) {
  return name == owner || (!IsHost(owner) && SessionOf(name) == owner);
}

std::string CgroupOf(absl::string_view owner) {
  return IsHost(owner) ? HostCgroup(owner) : SessionCgroup(owner);
}

std::string DirectoryOf(const Store& store, absl::string_view owner) {
  return IsHost(owner) ? HostDirectory(store.cache_directory(), owner)
                       : absl::StrCat(SessionsDirectory(store.cache_directory()), "/", owner);
}

std::string CommandLine(const ProcessHandle& process) {
  return process.Read("cmdline").value_or("");
}

// Programs that the harness starts outside a host's control group, on paths of the owner.
bool IsHelper(const std::string& command_line, const std::string& directory,
              const std::string& clones) {
  static const auto* const kHelpers =
      new std::set<std::string>{"runc", "unshare", "mmdebstrap", "tar", "cp", "mkfs.ext4"};
  const std::string program = command_line.substr(0, command_line.find('\0'));
  if (kHelpers->count(fs::path(program).filename().string()) == 0) return false;
  return absl::StrContains(command_line, directory) || absl::StrContains(command_line, clones);
}

std::vector<ProcessHandle> Processes(const Store& store, absl::string_view owner,
                                     const CgroupMounts& mounts) {
  std::vector<ProcessHandle> result = CgroupProcesses(mounts, CgroupOf(owner));
  const std::string directory = DirectoryOf(store, owner);
  const std::string clones = store.PathOf(TreeKind::kClone, owner);
  std::error_code error;
  for (const fs::directory_entry& entry : fs::directory_iterator("/proc", error)) {
    pid_t pid = 0;
    const std::string name = entry.path().filename().string();
    if (!absl::SimpleAtoi(name, &pid) || pid == getpid()) continue;
    absl::StatusOr<ProcessHandle> process = ProcessHandle::Open(pid);
    if (process.ok() && IsHelper(CommandLine(*process), directory, clones))
      result.push_back(*std::move(process));
  }
  using Handle = const ProcessHandle&;
  std::sort(result.begin(), result.end(), [](Handle a, Handle b) { return a.pid() < b.pid(); });
  const auto same = [](Handle a, Handle b) { return a.pid() == b.pid(); };
  result.erase(std::unique(result.begin(), result.end(), same), result.end());
  return result;
}

std::vector<std::string> Clones(const Store& store, absl::string_view owner) {
  std::vector<std::string> result;
  for (const std::string& name : store.List(TreeKind::kClone)) {
    if (BelongsTo(name, owner)) result.push_back(name);
  }
  return result;
}

// Mount points of this process that lie in the owner's directory or clones; inner ones first.
std::vector<std::string> Mounts(const Store& store, absl::string_view owner) {
  std::vector<std::string> result;
  const absl::StatusOr<std::string> table = ReadFile("/proc/self/mounts");
  if (!table.ok()) return result;
  const std::string directory = DirectoryOf(store, owner);
  const std::string clones = store.PathOf(TreeKind::kClone, owner);
  for (const absl::string_view line : absl::StrSplit(*table, '\n')) {
    const std::vector<std::string> fields = absl::StrSplit(line, ' ');
    if (fields.size() < 2) continue;
    if (absl::StartsWith(fields[1], directory) || absl::StartsWith(fields[1], clones))
      result.push_back(fields[1]);
  }
  std::reverse(result.begin(), result.end());
  return result;
}

std::vector<std::string> LoopDevices(absl::string_view owner) {
  std::vector<std::string> result;
  std::error_code error;
  for (const fs::directory_entry& entry : fs::directory_iterator("/sys/block", error)) {
    const absl::StatusOr<std::string> file = ReadFile(entry.path().string() + "/loop/backing_file");
    if (!file.ok() || !absl::StrContains(*file, owner)) continue;
    result.push_back(absl::StrCat("/dev/", entry.path().filename().string(), " of ",
                                  absl::StripAsciiWhitespace(*file)));
  }
  return result;
}

CgroupMounts MountsOrNone() {
  absl::StatusOr<CgroupMounts> mounts = FindCgroupMounts();
  return mounts.ok() ? *std::move(mounts) : CgroupMounts();
}

bool IsLockedByAnother(const std::string& path) {
  const int fd = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) return false;
  const bool locked = flock(fd, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK;
  close(fd);
  return locked;
}

}  // namespace

std::string SessionsDirectory(const std::string& cache_directory) {
  return cache_directory + "/sessions";
}

std::string SessionLock(const std::string& cache_directory, absl::string_view session) {
  return absl::StrCat(SessionsDirectory(cache_directory), "/", session, ".lock");
}

std::string KeptMark(const std::string& cache_directory, absl::string_view session) {
  return absl::StrCat(SessionsDirectory(cache_directory), "/", session, kKeptSuffix);
}

std::string HostDirectory(const std::string& cache_directory, absl::string_view id) {
  return absl::StrCat(SessionsDirectory(cache_directory), "/", SessionOf(id), "/", id);
}

std::string SessionCgroup(absl::string_view session) {
  return absl::StrCat(kCgroupPrefix, session);
}

std::string HostCgroup(absl::string_view id) {
  return absl::StrCat(SessionCgroup(SessionOf(id)), "/", id);
}

std::string SessionOf(absl::string_view id) { return std::string(id.substr(0, id.find('.'))); }

bool IsAlive(const std::string& cache_directory, absl::string_view session) {
  if (IsLockedByAnother(SessionLock(cache_directory, session))) return true;
  // A session of another cache, or of another root directory, locks its control group.
  for (const std::string& mount : MountsOrNone().all()) {
    if (IsLockedByAnother(absl::StrCat(mount, "/", SessionCgroup(session)))) return true;
  }
  return false;
}

std::vector<std::string> Inventory(const Store& store, absl::string_view owner) {
  std::vector<std::string> result;
  const CgroupMounts mounts = MountsOrNone();
  for (const ProcessHandle& process : Processes(store, owner, mounts)) {
    std::string command = CommandLine(process);
    std::replace(command.begin(), command.end(), '\0', ' ');
    result.push_back(absl::StrCat("process ", process.pid(), " (", command.substr(0, 80), ")"));
  }
  for (const std::string& directory : CgroupDirectories(mounts, CgroupOf(owner)))
    result.push_back("control group " + directory);
  for (const std::string& mount : Mounts(store, owner)) result.push_back("mount " + mount);
  for (const std::string& device : LoopDevices(owner)) result.push_back("loop device " + device);
  for (const std::string& clone : Clones(store, owner)) result.push_back("clone " + clone);
  std::error_code error;
  const std::string directory = DirectoryOf(store, owner);
  if (fs::exists(directory, error)) result.push_back("directory " + directory);
  if (IsHost(owner)) return result;
  for (const std::string& file :
       {SessionLock(store.cache_directory(), owner), KeptMark(store.cache_directory(), owner)}) {
    if (fs::exists(file, error)) result.push_back("file " + file);
  }
  return result;
}

std::vector<std::string> RemoveResidue(Store& store, absl::string_view owner,
                                       absl::Duration limit) {
  const absl::Duration deadline = RealClock().Monotonic() + limit;
  std::vector<std::string> before = Inventory(store, owner);
  const CgroupMounts cgroups = MountsOrNone();
  while (true) {
    for (const ProcessHandle& process : Processes(store, owner, cgroups)) process.Signal(SIGKILL);
    bool done = RemoveCgroup(cgroups, CgroupOf(owner), deadline - RealClock().Monotonic()).ok();
    for (const std::string& mount : Mounts(store, owner)) umount2(mount.c_str(), MNT_DETACH);
    for (const std::string& clone : Clones(store, owner))
      done = store.Remove(TreeKind::kClone, clone).ok() && done;
    done = RemoveAll(DirectoryOf(store, owner)).ok() && done;
    // The kernel frees a loop device when its last mount is gone, a moment after that.
    done = done && Processes(store, owner, cgroups).empty() && LoopDevices(owner).empty();
    if (done || RealClock().Monotonic() > deadline) break;
    RealClock().Sleep(kBetweenTries);
  }
  if (!IsHost(owner)) {
    unlink(SessionLock(store.cache_directory(), owner).c_str());
    unlink(KeptMark(store.cache_directory(), owner).c_str());
  }
  const std::vector<std::string> after = Inventory(store, owner);
  std::vector<std::string> removed;
  for (std::string& item : before) {
    if (std::find(after.begin(), after.end(), item) == after.end())
      removed.push_back(std::move(item));
  }
  return removed;
}

std::vector<std::string> SessionsWithResidue(const Store& store) {
  std::set<std::string> sessions;
  for (const std::string& name : store.List(TreeKind::kClone)) sessions.insert(SessionOf(name));
  std::error_code error;
  for (const fs::directory_entry& entry :
       fs::directory_iterator(SessionsDirectory(store.cache_directory()), error))
    sessions.insert(SessionOf(entry.path().filename().string()));
  for (const std::string& name : ChildCgroups(MountsOrNone(), "")) {
    absl::string_view session = name;
    if (absl::ConsumePrefix(&session, kCgroupPrefix) && !session.empty() &&
        session.front() != kKeepablePrefix)
      sessions.insert(std::string(session));
  }
  return {sessions.begin(), sessions.end()};
}

}  // namespace drill
