#include "harness/host/btrfs.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/btrfs.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <system_error>
#include <vector>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "harness/base/status_macros.h"

namespace drill {
namespace {

namespace fs = std::filesystem;

// The inode number of every subvolume's root directory (BTRFS_FIRST_FREE_OBJECTID).
constexpr ino_t kSubvolumeInode = 256;
// BTRFS_QUOTA_CTL_ENABLE_SIMPLE_QUOTA, which older headers do not name.
constexpr __u64 kEnableSimpleQuota = 4;

class Directory {
 public:
  explicit Directory(const std::string& path)
      : fd_(open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)) {}
  ~Directory() {
    if (fd_ >= 0) close(fd_);
  }
  int fd() const { return fd_; }

 private:
  const int fd_;
};

absl::Status ErrnoStatus(absl::string_view what, const std::string& path) {
  const int error = errno;
  const std::string message = absl::StrCat(path, ": ", what, ": ", strerror(error));
  if (error == EEXIST) return absl::AlreadyExistsError(message);
  if (error == ENOENT) return absl::NotFoundError(message);
  return absl::InternalError(message);
}

// Calls the ioctl on the parent directory of `path`, with the last part of `path` as its name.
template <typename Args>
absl::Status OnParent(unsigned long request, Args& args, const std::string& path,
                      absl::string_view what) {
  const fs::path full(path);
  const std::string name = full.filename().string();
  if (name.empty() || name.size() >= sizeof(args.name))
    return absl::InvalidArgumentError(absl::StrCat(path, ": unusable as a subvolume's name"));
  const Directory parent(full.parent_path().string());
  if (parent.fd() < 0) return ErrnoStatus(what, path);
  memcpy(args.name, name.c_str(), name.size() + 1);
  if (ioctl(parent.fd(), request, &args) != 0) return ErrnoStatus(what, path);
  return absl::OkStatus();
}

absl::Status MakeWritable(const std::string& path) {
  const Directory directory(path);
  if (directory.fd() < 0) return ErrnoStatus("open", path);
  __u64 flags = 0;
  if (ioctl(directory.fd(), BTRFS_IOC_SUBVOL_GETFLAGS, &flags) != 0)
    return ErrnoStatus("read flags", path);
  flags &= ~static_cast<__u64>(BTRFS_SUBVOL_RDONLY);
  if (ioctl(directory.fd(), BTRFS_IOC_SUBVOL_SETFLAGS, &flags) != 0)
    return ErrnoStatus("make writable", path);
  return absl::OkStatus();
}

std::vector<std::string> NestedSubvolumes(const std::string& path) {
  std::vector<std::string> found;
  std::error_code error;
  for (fs::recursive_directory_iterator it(path, error), end; !error && it != end;
       it.increment(error)) {
    struct stat info;
    if (lstat(it->path().c_str(), &info) != 0 || !S_ISDIR(info.st_mode)) continue;
    if (info.st_ino != kSubvolumeInode) continue;
    found.push_back(it->path().string());
    it.disable_recursion_pending();
  }
  return found;
}

absl::Status Destroy(const std::string& path) {
  btrfs_ioctl_vol_args args = {};
  return OnParent(BTRFS_IOC_SNAP_DESTROY, args, path, "delete subvolume");
}

}  // namespace

absl::Status CreateSubvolume(const std::string& path) {
  btrfs_ioctl_vol_args args = {};
  return OnParent(BTRFS_IOC_SUBVOL_CREATE, args, path, "create subvolume");
}

absl::Status SnapshotSubvolume(const std::string& from, const std::string& to, bool read_only) {
  const Directory source(from);
  if (source.fd() < 0) return ErrnoStatus("open", from);
  btrfs_ioctl_vol_args_v2 args = {};
  args.fd = source.fd();
  args.flags = read_only ? BTRFS_SUBVOL_RDONLY : 0;
  return OnParent(BTRFS_IOC_SNAP_CREATE_V2, args, to, "snapshot");
}

absl::Status DeleteSubvolume(const std::string& path) {
  absl::Status first = Destroy(path);
  if (first.ok() || absl::IsNotFound(first)) return first;
  // Nested subvolumes prevent the deletion. They are rare, so they are searched for only after a
  // failure.
  RETURN_IF_ERROR(MakeWritable(path));
  for (const std::string& nested : NestedSubvolumes(path)) RETURN_IF_ERROR(DeleteSubvolume(nested));
  return Destroy(path);
}

absl::Status CountRoom(const std::string& file_system) {
  const Directory directory(file_system);
  if (directory.fd() < 0) return ErrnoStatus("open", file_system);
  btrfs_ioctl_quota_ctl_args args = {};
  args.cmd = kEnableSimpleQuota;
  if (ioctl(directory.fd(), BTRFS_IOC_QUOTA_CTL, &args) == 0) return absl::OkStatus();
  if (errno == EINVAL) return absl::UnimplementedError("this kernel has no simple quotas of btrfs");
  return ErrnoStatus("enable quotas", file_system);
}

absl::Status LimitRoom(const std::string& subvolume, uint64_t bytes) {
  const Directory directory(subvolume);
  if (directory.fd() < 0) return ErrnoStatus("open", subvolume);
  // Group id 0 means the quota group of the subvolume itself.
  btrfs_ioctl_qgroup_limit_args args = {};
  args.lim.flags = BTRFS_QGROUP_LIMIT_MAX_RFER;
  args.lim.max_rfer = bytes;
  if (ioctl(directory.fd(), BTRFS_IOC_QGROUP_LIMIT, &args) == 0) return absl::OkStatus();
  if (errno == ENOTCONN || errno == ENOTTY || errno == EINVAL || errno == ENOENT) {
    return absl::UnimplementedError(
        absl::StrCat("the file system does not count it: ", strerror(errno)));
  }
  return ErrnoStatus("limit", subvolume);
}

absl::StatusOr<std::string> SubvolumeFingerprint(const std::string& path) {
  const Directory directory(path);
  if (directory.fd() < 0) return ErrnoStatus("open", path);
  btrfs_ioctl_get_subvol_info_args info = {};
  // Kernels return 1, not 0, for the newest subvolume.
  if (ioctl(directory.fd(), BTRFS_IOC_GET_SUBVOL_INFO, &info) < 0)
    return ErrnoStatus("read subvolume information", path);
  __u64 flags = 0;
  if (ioctl(directory.fd(), BTRFS_IOC_SUBVOL_GETFLAGS, &flags) != 0)
    return ErrnoStatus("read flags", path);
  if ((flags & BTRFS_SUBVOL_RDONLY) == 0)
    return absl::FailedPreconditionError(absl::StrCat(path, ": is writable"));
  const std::string uuid = absl::BytesToHexString(
      absl::string_view(reinterpret_cast<const char*>(info.uuid), sizeof(info.uuid)));
  return absl::StrCat(uuid, " ", info.ctransid);
}

}  // namespace drill
