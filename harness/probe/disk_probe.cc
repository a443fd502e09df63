#include "harness/probe/disk_probe.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "harness/base/descriptor.h"
#include "harness/host/root_directory.h"

namespace drill {
namespace {

constexpr int64_t kDefaultCanary = 64 << 10;
// Bytes of the canary that are really written; a larger canary's other bytes are only reserved.
constexpr int64_t kWritten = 1 << 20;

bool Within(int64_t value, const NumberBounds& bounds) {
  int64_t limit;
  if (absl::SimpleAtoi(bounds.at_least(), &limit) && value < limit) return false;
  return !absl::SimpleAtoi(bounds.at_most(), &limit) || value <= limit;
}

// errno of the canary, 0 when it fitted. It has no name at any time, and ends with its descriptor.
int WriteCanary(const RootDirectory& root, const std::string& directory, int64_t bytes) {
  const absl::StatusOr<Descriptor> file = root.OpenPath(directory, O_TMPFILE | O_WRONLY, 0600);
  if (!file.ok()) return errno;
  const int fd = file->get();
  const int64_t reserved = std::max<int64_t>(bytes - kWritten, 0);
  if (reserved > 0 && fallocate(fd, 0, 0, reserved) != 0) return errno;
  const std::vector<char> content(bytes - reserved, 'x');
  int64_t written = 0;
  while (written < static_cast<int64_t>(content.size())) {
    const ssize_t n =
        pwrite(fd, content.data() + written, content.size() - written, reserved + written);
    if (n < 0 && errno != EINTR) return errno;
    if (n > 0) written += n;
  }
  return 0;
}

Sight JudgeCanary(const DiskProbe& probe, const RootDirectory& root, bool green,
                  const std::string& seen) {
  const int64_t bytes = probe.canary_bytes() > 0 ? probe.canary_bytes() : kDefaultCanary;
  const int error = WriteCanary(root, probe.path(), bytes);
  const std::string said =
      absl::StrCat(seen, "; a write of ", bytes, " bytes: ", error == 0 ? "fits" : strerror(error));
  // Only ENOSPC tells that there is no room; any other error says nothing about it.
  if (error != 0 && error != ENOSPC) return NotSeen(said);
  const bool fits = error == 0;
  return GreenIf(green && fits == (probe.canary() == DiskProbe::CANARY_MUST_FIT), said);
}

}  // namespace

// `timeout` has no use: the file system is asked from outside, where nothing waits.
Sight LookAtDisk(const ProbeContext& context, const DiskProbe& probe, absl::Duration) {
  const absl::StatusOr<RootDirectory> root = context.host->Root();
  if (!root.ok()) return NotSeen(std::string(root.status().message()));
  const absl::StatusOr<Descriptor> directory = root->OpenPath(probe.path(), O_PATH);
  if (!directory.ok()) {
    const std::string said(directory.status().message());
    return absl::IsNotFound(directory.status()) ? Red(said) : NotSeen(said);
  }
  struct statvfs info;
  if (fstatvfs(directory->get(), &info) != 0)
    return NotSeen(absl::StrCat(probe.path(), ": ", strerror(errno)));
  const auto block = static_cast<int64_t>(info.f_frsize);
  const int64_t bytes = static_cast<int64_t>(info.f_bavail) * block;
  const auto inodes = static_cast<int64_t>(info.f_favail);
  const bool green = Within(bytes, probe.bytes()) && Within(inodes, probe.inodes());
  const std::string seen =
      absl::StrCat(bytes, " bytes free of ", static_cast<int64_t>(info.f_blocks) * block, ", ",
                   inodes, " inodes free");
  if (probe.canary() == DiskProbe::CANARY_NONE) return GreenIf(green, seen);
  return JudgeCanary(probe, *root, green, seen);
}

}  // namespace drill
