#include "harness/host/loop_device.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/loop.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <system_error>

#include "absl/cleanup/cleanup.h"
#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "harness/base/clock.h"

namespace drill {
namespace {

namespace fs = std::filesystem;

constexpr int kFreeDeviceAttempts = 20;

absl::Status Failure(const std::string& what) {
  return absl::InternalError(absl::StrCat(what, ": ", strerror(errno)));
}

int Open(const std::string& path, int flags) { return open(path.c_str(), flags | O_CLOEXEC); }

bool IsBackedBy(int device, const struct stat& image) {
  loop_info64 info = {};
  return ioctl(device, LOOP_GET_STATUS64, &info) == 0 && info.lo_device == image.st_dev &&
         info.lo_inode == image.st_ino;
}

bool Configure(int device, int backing, const std::string& image) {
  loop_config config = {};
  config.fd = static_cast<__u32>(backing);
  config.info.lo_flags = LO_FLAGS_AUTOCLEAR;
  strncpy(reinterpret_cast<char*>(config.info.lo_file_name), image.c_str(), LO_NAME_SIZE - 1);
  return ioctl(device, LOOP_CONFIGURE, &config) == 0;
}

std::vector<std::string> LoopDevices() {
  std::vector<std::string> devices;
  std::error_code error;
  for (const fs::directory_entry& entry : fs::directory_iterator("/sys/block", error)) {
    const std::string name = entry.path().filename().string();
    if (absl::StartsWith(name, "loop")) devices.push_back("/dev/" + name);
  }
  return devices;
}

}  // namespace

absl::StatusOr<LoopDevice> LoopDevice::Attach(const std::string& image) {
  const int backing = Open(image, O_RDWR);
  const auto close_backing = absl::MakeCleanup([backing] {
    if (backing >= 0) close(backing);
  });
  struct stat info;
  if (backing < 0 || fstat(backing, &info) != 0) return Failure(image);
  for (const std::string& device : LoopDevices()) {
    const int fd = Open(device, O_RDWR);
    if (fd >= 0 && IsBackedBy(fd, info)) return LoopDevice(device, fd);
    if (fd >= 0) close(fd);
  }
  const int control = Open("/dev/loop-control", O_RDWR);
  if (control < 0)
    return absl::UnimplementedError(absl::StrCat("/dev/loop-control: ", strerror(errno)));
  const auto close_control = absl::MakeCleanup([control] { close(control); });
  for (int attempt = 0; attempt < kFreeDeviceAttempts; ++attempt) {
    const int number = ioctl(control, LOOP_CTL_GET_FREE);
    if (number < 0) return Failure("/dev/loop-control");
    const std::string name = absl::StrCat("/dev/loop", number);
    const int fd = Open(name, O_RDWR);
    if (fd < 0) return absl::UnimplementedError(absl::StrCat(name, ": ", strerror(errno)));
    if (Configure(fd, backing, image)) return LoopDevice(name, fd);
    const int error = errno;
    close(fd);
    errno = error;
    if (error != EBUSY) return Failure(name);
    RealClock().Sleep(absl::Milliseconds(20));  // Somebody else was faster.
  }
  return absl::UnavailableError("no free loop device");
}

LoopDevice::~LoopDevice() {
  if (fd_ >= 0) close(fd_);
}

std::vector<std::string> LoopDevicesOf(const std::string& image) {
  struct stat info;
  std::vector<std::string> result;
  if (stat(image.c_str(), &info) != 0) return result;
  for (const std::string& device : LoopDevices()) {
    const int fd = Open(device, O_RDONLY);
    if (fd < 0) continue;
    if (IsBackedBy(fd, info)) result.push_back(device);
    close(fd);
  }
  return result;
}

}  // namespace drill
