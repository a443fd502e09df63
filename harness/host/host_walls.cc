#include "harness/host/host_walls.h"

#include <fcntl.h>
#include <sys/mount.h>

#include <filesystem>
#include <system_error>
#include <thread>
#include <utility>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "harness/base/descriptor.h"
#include "harness/base/file.h"
#include "harness/base/status_macros.h"
#include "harness/host/btrfs.h"
#include "harness/host/bundle_walls.h"
#include "harness/host/capabilities.h"
#include "harness/host/cgroup.h"
#include "harness/host/cgroup_limits.h"
#include "harness/host/inventory.h"
#include "harness/host/process_limits.h"
#include "harness/host/root_directory.h"

namespace drill {
namespace {

// Limit on what a host writes beyond its seed: a third of the largest pool.
constexpr uint64_t kDiskBytes = uint64_t{20} << 30;

}  // namespace

absl::Status HostWalls::Raise(BundleSpec& spec) {
  missing_.clear();
  Lower();
  ASSIGN_OR_RETURN(const std::string status, ReadFile("/proc/self/status"));
  ASSIGN_OR_RETURN(const uint64_t capabilities, BoundingSet(status));
  spec.capabilities = HostCapabilities(capabilities);
  spec.devices = OptionalDevices();
  ASSIGN_OR_RETURN(spec.process_limits, HostProcessLimits());
  spec.memory_bytes = place_.memory_bytes;
  RETURN_IF_ERROR(LimitDisk());
  RETURN_IF_ERROR(MountDisks());
  RETURN_IF_ERROR(MountTree(spec));
  return MakeCgroup(spec);
}

absl::Status HostWalls::LimitDisk() {
  const absl::Status limited = LimitRoom(place_.tree, kDiskBytes);
  if (!absl::IsUnimplemented(limited)) return limited;
  missing_.push_back(absl::StrCat("a limit of its room on disk: ", limited.message()));
  return absl::OkStatus();
}

// In the clone itself, so that they are part of the tree in every view of it.
absl::Status HostWalls::MountDisks() {
  ASSIGN_OR_RETURN(const std::vector<HostDisk> disks,
                   PrepareHostDisks(place_.tree, place_.directory, place_.disks));
  ASSIGN_OR_RETURN(const RootDirectory tree, RootDirectory::Open(place_.tree));
  for (const HostDisk& disk : disks) {
    ASSIGN_OR_RETURN(const Descriptor directory, tree.OpenPath(disk.path, O_PATH | O_DIRECTORY));
    std::error_code error;
    // Links of the tree are followed; the name itself is what ends the mount.
    const std::string target = std::filesystem::read_symlink(directory.Path(), error).string();
    if (error) return absl::InternalError(absl::StrCat(disk.path, ": ", error.message()));
    RETURN_IF_ERROR(MountHostDisk(disk.image, target));
    disk_mounts_.push_back(target);
  }
  return absl::OkStatus();
}

// Without a user namespace, the host's root is the machine's root.
absl::Status HostWalls::MountTree(BundleSpec& spec) {
  const std::string target = place_.directory + "/root";
  absl::Status mounted = absl::OkStatus();
  // The network namespace of a host that starts again belongs to the users that it began with.
  if (!users_ && spec.network_namespace.empty()) {
    absl::StatusOr<HostUsers> users = HostUsers::Make();
    mounted = users.status();
    if (users.ok()) users_.emplace(*std::move(users));
  }
  if (users_) mounted = users_->MountTree(place_.tree, target);
  if (users_ && mounted.ok()) {
    root_mount_ = target;
    spec.root_path = target;
    spec.user_namespace = users_->NamespacePath();
    spec.first_user = users_->range().first();
    spec.users = UserRange::kCount;
    return absl::OkStatus();
  }
  users_.reset();
  spec.root_path = place_.tree;
  if (!mounted.ok() && !absl::IsUnimplemented(mounted)) return mounted;
  missing_.push_back(absl::StrCat("users of its own: ", mounted.message()));
  return absl::OkStatus();
}

absl::Status HostWalls::MakeCgroup(BundleSpec& spec) {
  ASSIGN_OR_RETURN(const CgroupMounts mounts, FindCgroupMounts());
  HostLimits limits;
  limits.memory_bytes = place_.memory_bytes;
  limits.processor_percent = HostProcessorPercent(std::thread::hardware_concurrency());
  const std::string name = HostCgroup(place_.id);
  spec.cgroup = MachineCgroup(name);
  ASSIGN_OR_RETURN(const std::vector<std::string> unlimited,
                   MakeHostCgroup(mounts, name, limits, spec.first_user));
  for (const std::string& what : unlimited)
    missing_.push_back(absl::StrCat("a limit of ", what, ": no control group controller has it"));
  return absl::OkStatus();
}

void HostWalls::MachineStarted() {
  if (!root_mount_.empty()) umount2(root_mount_.c_str(), MNT_DETACH);
  root_mount_.clear();
}

void HostWalls::Lower() {
  MachineStarted();
  while (!disk_mounts_.empty()) {
    umount2(disk_mounts_.back().c_str(), MNT_DETACH);
    disk_mounts_.pop_back();
  }
}

}  // namespace drill
