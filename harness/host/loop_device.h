// A file as a block device. The kernel frees the device by itself when nobody has it open or
// mounted any more, however they ended.
#ifndef HARNESS_HOST_LOOP_DEVICE_H_
#define HARNESS_HOST_LOOP_DEVICE_H_

#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"

namespace drill {

// While the object lives, the device is open, and so not freed.
class LoopDevice {
 public:
  // The device that `image` has already (a second one would destroy the file system in it), or a
  // free one. Unimplemented when this machine has no loop devices.
  static absl::StatusOr<LoopDevice> Attach(const std::string& image);

  LoopDevice(LoopDevice&& other) noexcept
      : name_(std::move(other.name_)), fd_(std::exchange(other.fd_, -1)) {}
  LoopDevice& operator=(LoopDevice&& other) noexcept {
    std::swap(name_, other.name_);
    std::swap(fd_, other.fd_);
    return *this;
  }
  ~LoopDevice();

  // "/dev/loop3".
  const std::string& name() const { return name_; }

 private:
  LoopDevice(std::string name, int fd) : name_(std::move(name)), fd_(fd) {}

  std::string name_;
  int fd_;
};

// The loop devices ("/dev/loop3") whose backing file is `image`.
std::vector<std::string> LoopDevicesOf(const std::string& image);

}  // namespace drill

#endif  // HARNESS_HOST_LOOP_DEVICE_H_
