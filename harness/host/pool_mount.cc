#include "harness/host/pool_mount.h"

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <string.h>
#include <sys/file.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <system_error>

#include "absl/strings/str_cat.h"
#include "harness/base/file.h"
#include "harness/base/status_macros.h"
#include "harness/base/subprocess.h"
#include "harness/host/btrfs.h"
#include "harness/host/loop_device.h"
#include "harness/host/pool_room.h"

namespace drill {
namespace {

namespace fs = std::filesystem;

constexpr off_t kLargestPool = off_t{64} << 30;
constexpr off_t kSmallestPool = off_t{1} << 30;
// A pool is a cache: after a power cut it may be made anew, so it need not wait for the disk.
constexpr char kMountOptions[] = "nobarrier,commit=120";

class File {
 public:
  File(const std::string& path, int flags) : fd_(open(path.c_str(), flags | O_CLOEXEC, 0600)) {}
  ~File() {
    if (fd_ >= 0) close(fd_);
  }
  int fd() const { return fd_; }

 private:
  int fd_;
};

absl::Status Failure(const std::string& what) {
  return absl::InternalError(absl::StrCat(what, ": ", strerror(errno)));
}

// As large as the disk allows; sparse, so that it only takes what is used.
absl::Status MakePoolFile(const std::string& image) {
  RETURN_IF_ERROR(CheckFreeRoom(fs::path(image).parent_path().string(), kSmallestPool));
  RETURN_IF_ERROR(WriteFile(PoolMarkOf(image), ""));
  unlink(image.c_str());
  const File file(image, O_RDWR | O_CREAT | O_EXCL);
  struct statvfs disk;
  if (file.fd() < 0 || fstatvfs(file.fd(), &disk) != 0) return Failure(image);
  const off_t free = static_cast<off_t>(disk.f_bavail) * static_cast<off_t>(disk.f_frsize);
  const off_t size = std::clamp(free / 10 * 9, kSmallestPool, kLargestPool);
  if (ftruncate(file.fd(), size) != 0) return Failure(image);
  // One copy of the metadata: the file below has whatever safety the disk has.
  return CheckedOutput({"mkfs.btrfs", "-q", "-f", "-m", "single", "-d", "single", image}).status();
}

absl::Status Mount(const std::string& image, const std::string& target) {
  ASSIGN_OR_RETURN(const LoopDevice device, LoopDevice::Attach(image));
  const std::string& name = device.name();
  // A kernel that does not know an option says the same as one that finds no file system.
  if (mount(name.c_str(), target.c_str(), "btrfs", MS_NOATIME, kMountOptions) == 0 ||
      (errno == EINVAL && mount(name.c_str(), target.c_str(), "btrfs", MS_NOATIME, nullptr) == 0)) {
    return absl::OkStatus();
  }
  const std::string message =
      absl::StrCat("mount ", name, " (", image, ") on ", target, ": ", strerror(errno));
  switch (errno) {
    case ENODEV:
      return absl::UnimplementedError(message + "; this kernel has no btrfs");
    case EINVAL:
    case EIO:
    case EUCLEAN:
      return absl::DataLossError(message);
    default:
      return absl::InternalError(message);
  }
}

absl::StatusOr<bool> IsRoot(int directory) {
  struct stat root, other;
  if (stat("/", &root) != 0 || fstat(directory, &other) != 0) return Failure("/");
  return root.st_dev == other.st_dev && root.st_ino == other.st_ino;
}

// Entering a mount namespace, even the own one, leads to its root: outside of a chroot.
absl::Status MakeOwnRootTheNamespacesRoot() {
  const File own_root("/", O_RDONLY | O_DIRECTORY);
  const File working_directory(".", O_RDONLY | O_DIRECTORY);
  const File own_namespace("/proc/self/ns/mnt", O_RDONLY);
  if (own_root.fd() < 0 || working_directory.fd() < 0 || own_namespace.fd() < 0 ||
      setns(own_namespace.fd(), CLONE_NEWNS) != 0) {
    return Failure("the root of its mount namespace");
  }
  ASSIGN_OR_RETURN(const bool is_root, IsRoot(own_root.fd()));
  if (!is_root) {
    const File outer_root("/", O_RDONLY | O_DIRECTORY);
    // The outer root ends up on top of the new one, from where it is taken off.
    if (outer_root.fd() < 0 || fchdir(own_root.fd()) != 0 ||
        syscall(SYS_pivot_root, ".", ".") != 0 || fchdir(outer_root.fd()) != 0 ||
        umount2(".", MNT_DETACH) != 0 || chdir("/") != 0) {
      return Failure("leave the file system around this chroot");
    }
    ASSIGN_OR_RETURN(const bool is_root_now, IsRoot(own_root.fd()));
    if (!is_root_now) return absl::InternalError("/ is not the root of its mount namespace");
  }
  if (fchdir(working_directory.fd()) != 0) return Failure("the working directory");
  return absl::OkStatus();
}

bool HasSuperblock(const std::string& image) {
  constexpr off_t kMagicAt = (off_t{64} << 10) + 64;
  constexpr absl::string_view kMagic = "_BHRfS_M";
  const File file(image, O_RDONLY);
  char found[kMagic.size()] = {};
  return file.fd() >= 0 && pread(file.fd(), found, sizeof(found), kMagicAt) == sizeof(found) &&
         absl::string_view(found, sizeof(found)) == kMagic;
}

absl::Status NotOurs(const std::string& image) {
  return absl::FailedPreconditionError(
      absl::StrCat(image,
                   " is no pool of drill hosts, and is left alone. Move it away, or let "
                   "ROLLBACK_DRILL_CACHE name another directory"));
}

// A btrfs of somebody else has other things at its top.
absl::Status CheckIsOurs(const std::string& image, const std::string& target) {
  std::error_code error;
  if (fs::exists(PoolMarkOf(image), error)) return absl::OkStatus();
  if (fs::is_directory(target + "/clones", error)) {
    // On a full disk the mark cannot be written; the pool is then examined again next time.
    WriteFile(PoolMarkOf(image), "").IgnoreError();
    return absl::OkStatus();
  }
  umount2(target.c_str(), MNT_DETACH);
  return NotOurs(image);
}

absl::Status Damaged(const std::string& image, const absl::Status& why) {
  const absl::Status room = CheckFreeRoom(fs::path(image).parent_path().string(), kSmallestPool);
  if (!room.ok())
    return absl::Status(room.code(), absl::StrCat(why.message(), "; ", room.message()));
  return absl::DataLossError(absl::StrCat(
      why.message(), "; blocks of the pool are damaged (`btrfs check ", image,
      "` says which). It is left as it is; when it is removed, a new one is made, and every seed "
      "with it"));
}

absl::StatusOr<std::string> MakeAnew(const std::string& image, const std::string& target) {
  std::error_code error;
  if (!fs::exists(PoolMarkOf(image), error)) return NotOurs(image);
  if (!LoopDevicesOf(image).empty())
    return absl::DataLossError(absl::StrCat(image,
                                            " has no superblock any more, and another "
                                            "process still uses it"));
  RETURN_IF_ERROR(MakePoolFile(image));
  RETURN_IF_ERROR(Mount(image, target));
  CountRoom(target).IgnoreError();
  return absl::StrCat("the pool ", image, " had lost its superblock and has been made anew");
}

}  // namespace

std::string PoolMarkOf(const std::string& image) { return image + ".ours"; }

absl::Status EnterPrivateMountNamespace() {
  if (unshare(CLONE_NEWNS) != 0) return Failure("a mount namespace of its own");
  if (mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0)
    return Failure("make / private (is it a mount point?)");
  return MakeOwnRootTheNamespacesRoot();
}

absl::StatusOr<std::string> MountPool(const std::string& image, const std::string& target) {
  RETURN_IF_ERROR(MakeDirectories(fs::path(image).parent_path().string()));
  RETURN_IF_ERROR(MakeDirectories(target));
  // One at a time: else two processes would give the file two loop devices.
  const File lock(image + ".lock", O_RDWR | O_CREAT);
  if (lock.fd() < 0 || flock(lock.fd(), LOCK_EX) != 0) return Failure(image + ".lock");
  std::error_code error;
  if (!fs::exists(image, error)) RETURN_IF_ERROR(MakePoolFile(image));
  if (!HasSuperblock(image)) return MakeAnew(image, target);
  const absl::Status mounted = Mount(image, target);
  if (absl::IsDataLoss(mounted)) return Damaged(image, mounted);
  RETURN_IF_ERROR(mounted);
  RETURN_IF_ERROR(CheckIsOurs(image, target));
  // Where this kernel cannot, each host says that its room is not limited.
  CountRoom(target).IgnoreError();
  return std::string();
}

}  // namespace drill
