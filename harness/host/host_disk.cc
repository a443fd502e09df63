#include "harness/host/host_disk.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/fs.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <system_error>

#include "absl/cleanup/cleanup.h"
#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "harness/base/descriptor.h"
#include "harness/base/file.h"
#include "harness/base/status_macros.h"
#include "harness/base/subprocess.h"
#include "harness/host/loop_device.h"
#include "harness/host/root_directory.h"

namespace drill {
namespace {

namespace fs = std::filesystem;

// Directory for the disks' image files, within the clone.
constexpr char kImageDirectory[] = "/.drill-disks";

absl::Status Failure(const std::string& what) {
  return absl::InternalError(absl::StrCat(what, ": ", strerror(errno)));
}

absl::Status MakeSparseFile(const std::string& image, int64_t bytes) {
  const int fd = open(image.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (fd < 0) return Failure(image);
  const auto close_file = absl::MakeCleanup([fd] { close(fd); });
  // Written in place where the pool can: nobody takes a snapshot of it. Only btrfs knows the flag.
  int flags = FS_NOCOW_FL;
  ioctl(fd, FS_IOC_SETFLAGS, &flags);
  if (ftruncate(fd, bytes) != 0) return Failure(image);
  return absl::OkStatus();
}

absl::Status MakeFileSystem(const std::string& image, const HostDiskSpec& spec) {
  RETURN_IF_ERROR(MakeSparseFile(image, spec.bytes));
  // Nothing is kept back for root, who is the only one to write in most containers. A new sparse
  // file is zero already: writing tables of zeros would only take the pool's space.
  std::vector<std::string> command = {
      "mkfs.ext4", "-q", "-F", "-m", "0", "-b", "4096", "-E", "assume_storage_prezeroed=1"};
  if (spec.inodes > 0) command.insert(command.end(), {"-N", absl::StrCat(spec.inodes)});
  command.push_back(image);
  absl::Status made = CheckedOutput(command).status();
  if (absl::IsNotFound(made))
    return absl::UnimplementedError("a limited disk needs mkfs.ext4; apt-get install e2fsprogs");
  return made;
}

absl::Status Fits(const HostDiskSpec& spec, const absl::Status& copied) {
  if (copied.ok() || !absl::StrContains(copied.message(), "No space left")) return copied;
  return absl::InvalidArgumentError(absl::StrCat("disks: ", spec.path,
                                                 " holds more than a disk of ", spec.bytes >> 20,
                                                 " MiB can; make it larger"));
}

absl::Status FillFrom(const std::string& directory, const std::string& target,
                      const HostDiskSpec& spec) {
  // mkfs makes lost+found, which only fsck would use; the copied directory did not have it.
  rmdir((target + "/lost+found").c_str());
  return Fits(spec, CheckedOutput({"cp", "-a", directory + "/.", target}).status());
}

// Makes the file system, mounts it on `target`, fills it, and unmounts it again.
absl::Status MakeDisk(const std::string& directory, const std::string& image,
                      const std::string& target, const HostDiskSpec& spec) {
  RETURN_IF_ERROR(MakeFileSystem(image, spec));
  RETURN_IF_ERROR(MakeDirectories(target));
  RETURN_IF_ERROR(MountHostDisk(image, target));
  absl::Status filled = FillFrom(directory, target, spec);
  if (umount2(target.c_str(), 0) != 0) return Failure(absl::StrCat("umount ", target));
  rmdir(target.c_str());
  return filled;
}

// Deletes the originals: what is on the disk now must not exist below its mount as well.
absl::Status Empty(const std::string& directory) {
  std::error_code error;
  for (const fs::directory_entry& entry : fs::directory_iterator(directory, error))
    RETURN_IF_ERROR(RemoveAll(entry.path().string()));
  return error ? absl::InternalError(absl::StrCat(directory, ": ", error.message()))
               : absl::OkStatus();
}

}  // namespace

absl::Status MountHostDisk(const std::string& image, const std::string& target) {
  ASSIGN_OR_RETURN(const LoopDevice device, LoopDevice::Attach(image));
  if (mount(device.name().c_str(), target.c_str(), "ext4", 0, nullptr) == 0)
    return absl::OkStatus();
  if (errno == ENODEV) return absl::UnimplementedError("this kernel has no ext4");
  return Failure(absl::StrCat("mount ", image, " on ", target));
}

absl::StatusOr<std::vector<HostDisk>> PrepareHostDisks(const std::string& tree,
                                                       const std::string& work_directory,
                                                       std::vector<HostDiskSpec> specs) {
  std::vector<HostDisk> disks;
  if (specs.empty()) return disks;
  std::sort(specs.begin(), specs.end(),
            [](const HostDiskSpec& a, const HostDiskSpec& b) { return a.path < b.path; });
  RETURN_IF_ERROR(MakeDirectories(tree + kImageDirectory));
  chmod((tree + kImageDirectory).c_str(), 0700);
  for (size_t i = 0; i < specs.size(); ++i)
    disks.push_back({specs[i].path, absl::StrCat(tree, kImageDirectory, "/", i, ".img")});
  std::error_code error;
  ASSIGN_OR_RETURN(const RootDirectory root, RootDirectory::Open(tree));
  // The inner ones first, so that an outer one does not hold what they hold.
  for (size_t i = specs.size(); i-- > 0;) {
    if (fs::exists(disks[i].image, error)) continue;
    const absl::StatusOr<Descriptor> directory =
        root.OpenPath(specs[i].path, O_RDONLY | O_DIRECTORY);
    if (!directory.ok()) {
      return absl::InvalidArgumentError(
          absl::StrCat("disks: the drill host has no directory ", specs[i].path));
    }
    RETURN_IF_ERROR(MakeDisk(directory->Path(), disks[i].image,
                             absl::StrCat(work_directory, "/disk-", i), specs[i]));
    RETURN_IF_ERROR(Empty(directory->Path()));
  }
  return disks;
}

}  // namespace drill
