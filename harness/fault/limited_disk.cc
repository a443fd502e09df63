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

#include "absl/cleanup/cleanup.h"
#include "absl/strings/str_cat.h"
#include "harness/base/file.h"
#include "harness/base/status_macros.h"

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
  if (fstat(fd, &own) != 0 || fstatfs(fd, &info) != 0 ||
      stat(host.PathOnMachine("/").c_str(), &root) != 0)
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
  const int fd =
      open(host.PathOnMachine(path).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW);
  if (fd < 0) return ErrnoRefusal(path);
  LimitedDisk disk(host, fd);
  RETURN_IF_ERROR(CheckIsLimited(host, path, fd));
  return disk;
}

LimitedDisk::~LimitedDisk() {
  if (fd_ >= 0) close(fd_);
}

absl::StatusOr<DiskRoom> LimitedDisk::Room() const {
  struct statvfs info;
  if (fstatvfs(fd_, &info) != 0) return absl::InternalError(strerror(errno));
  return DiskRoom{static_cast<int64_t>(info.f_bavail) * static_cast<int64_t>(info.f_frsize),
                  static_cast<int64_t>(info.f_favail)};
}

absl::StatusOr<int> LimitedDisk::Create(const FillerFile& file) const {
  const size_t slash = file.path.rfind('/');
  const std::string parent = host_->PathOnMachine(file.path.substr(0, std::max<size_t>(slash, 1)));
  RETURN_IF_ERROR(MakeDirectories(parent));
  const int directory = open(parent.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (directory < 0) return ErrnoRefusal(file.path);
  const auto close_directory = absl::MakeCleanup([directory] { close(directory); });
  struct stat own, of_parent;
  if (fstat(fd_, &own) != 0 || fstat(directory, &of_parent) != 0) return ErrnoRefusal(file.path);
  if (own.st_dev != of_parent.st_dev)
    return Refusal(file.path, "lies on another file system than what is to be filled");
  const int fd = openat(directory, file.path.c_str() + slash + 1,
                        O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0644);
  if (fd < 0) return ErrnoRefusal(file.path);
  (void)!fchown(fd, of_parent.st_uid, of_parent.st_gid);
  return fd;
}

namespace {

void SetTime(int fd, absl::Time time) {
  const timespec modified = absl::ToTimespec(time);
  const timespec times[2] = {modified, modified};
  futimens(fd, times);
}

}  // namespace

absl::Status LimitedDisk::Make(const FillerFile& file) const {
  ASSIGN_OR_RETURN(const int fd, Create(file));
  const auto close_file = absl::MakeCleanup([fd] { close(fd); });
  if (file.bytes > 0 && fallocate(fd, 0, 0, file.bytes) != 0) return ErrnoRefusal(file.path);
  SetTime(fd, file.modified);
  return absl::OkStatus();
}

absl::StatusOr<int64_t> LimitedDisk::MakeLast(const FillerFile& file, int64_t leave) const {
  ASSIGN_OR_RETURN(const int fd, Create(file));
  const auto close_file = absl::MakeCleanup([fd] { close(fd); });
  int64_t size = 0;
  ASSIGN_OR_RETURN(DiskRoom room, Room());
  // What is free cannot always be had in one piece, and a file's own bookkeeping takes some of it.
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
