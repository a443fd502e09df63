#include "harness/fault/limited_disk.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/magic.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/vfs.h>
#include <unistd.h>

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "harness/base/descriptor.h"
#include "harness/base/status_macros.h"
#include "harness/host/root_directory.h"

namespace drill {
namespace {

constexpr unsigned int kXfsMagic = 0x58465342;
// Below this, a file system's own bookkeeping decides whether one more block is had.
constexpr int64_t kBlock = 4096;

absl::Status Refusal(const std::string& path, absl::string_view why) {
  return absl::FailedPreconditionError(absl::StrCat(path, ": ", why));
}

absl::Status ErrnoRefusal(const std::string& path) { return Refusal(path, strerror(errno)); }

bool MayBeFilled(const struct statfs& info) {
  const auto magic = static_cast<unsigned int>(info.f_type);
  return magic == EXT4_SUPER_MAGIC || magic == TMPFS_MAGIC || magic == kXfsMagic;
}

absl::Status CheckIsLimited(const DrillHost& host, const std::string& path, int fd) {
  struct stat own, root;
  struct statfs info;
  ASSIGN_OR_RETURN(const RootDirectory files, host.Root());
  ASSIGN_OR_RETURN(const Descriptor top, files.OpenPath("/", O_PATH | O_DIRECTORY));
  if (fstat(fd, &own) != 0 || fstatfs(fd, &info) != 0 || fstat(top.get(), &root) != 0)
    return ErrnoRefusal(path);
  const int64_t bytes = static_cast<int64_t>(info.f_blocks) * static_cast<int64_t>(info.f_bsize);
  if (own.st_dev == root.st_dev || !MayBeFilled(info) || bytes > LimitedDisk::kLargest) {
    return Refusal(path, absl::StrCat("lies on no file system of its own of at most ",
                                      LimitedDisk::kLargest >> 30,
                                      " GiB, and nothing larger is ever filled; seen: ",
                                      bytes >> 20, " MiB, type 0x", absl::Hex(info.f_type)));
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<LimitedDisk> LimitedDisk::Open(const DrillHost& host, const std::string& path) {
  ASSIGN_OR_RETURN(const RootDirectory root, host.Root());
  absl::StatusOr<Descriptor> directory = root.OpenPath(path, O_RDONLY | O_DIRECTORY);
  if (!directory.ok()) return absl::FailedPreconditionError(directory.status().message());
  RETURN_IF_ERROR(CheckIsLimited(host, path, directory->get()));
  return LimitedDisk(host, *std::move(directory));
}

absl::StatusOr<DiskRoom> LimitedDisk::Room() const {
  struct statvfs info;
  if (fstatvfs(directory_.get(), &info) != 0) return absl::InternalError(strerror(errno));
  return DiskRoom{static_cast<int64_t>(info.f_bavail) * static_cast<int64_t>(info.f_frsize),
                  static_cast<int64_t>(info.f_favail)};
}

absl::StatusOr<Descriptor> LimitedDisk::Create(const FillerFile& file) const {
  const size_t slash = file.path.rfind('/');
  const std::string parent = file.path.substr(0, std::max<size_t>(slash, 1));
  ASSIGN_OR_RETURN(const RootDirectory root, host_->Root());
  RETURN_IF_ERROR(root.MakeDirectories(parent));
  ASSIGN_OR_RETURN(const Descriptor directory, root.OpenPath(parent, O_RDONLY | O_DIRECTORY));
  struct stat own, of_parent;
  if (fstat(directory_.get(), &own) != 0 || fstat(directory.get(), &of_parent) != 0)
    return ErrnoRefusal(file.path);
  if (own.st_dev != of_parent.st_dev)
    return Refusal(file.path, "lies on another file system than what is to be filled");
  absl::StatusOr<Descriptor> made =
      root.OpenPath(file.path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, 0644);
  if (!made.ok()) return absl::FailedPreconditionError(made.status().message());
  (void)!fchown(made->get(), of_parent.st_uid, of_parent.st_gid);
  return made;
}

namespace {

void SetTime(int fd, absl::Time time) {
  const timespec modified = absl::ToTimespec(time);
  const timespec times[2] = {modified, modified};
  futimens(fd, times);
}

}  // namespace

absl::Status LimitedDisk::Make(const FillerFile& file) const {
  ASSIGN_OR_RETURN(const Descriptor created, Create(file));
  const int fd = created.get();
  if (file.bytes > 0 && fallocate(fd, 0, 0, file.bytes) != 0) return ErrnoRefusal(file.path);
  SetTime(fd, file.modified);
  return absl::OkStatus();
}

absl::StatusOr<int64_t> LimitedDisk::MakeLast(const FillerFile& file, int64_t leave) const {
  ASSIGN_OR_RETURN(const Descriptor created, Create(file));
  const int fd = created.get();
  int64_t size = 0;
  ASSIGN_OR_RETURN(DiskRoom room, Room());
  // The free space may not be available in one piece, and the file's metadata takes some of it: try
  // smaller and smaller steps.
  int64_t step = room.bytes - leave;
  while (step >= kBlock) {
    if (fallocate(fd, 0, size, step) == 0) {
      size += step;
    } else if (errno != ENOSPC) {
      return ErrnoRefusal(file.path);
    } else {
      step /= 2;
    }
    ASSIGN_OR_RETURN(room, Room());
    step = std::min(step, room.bytes - leave);
  }
  SetTime(fd, file.modified);
  return size;
}

}  // namespace drill
