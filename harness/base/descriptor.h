// An open file, directory, process or socket of this process, closed with its owner.
#ifndef HARNESS_BASE_DESCRIPTOR_H_
#define HARNESS_BASE_DESCRIPTOR_H_

#include <errno.h>
#include <unistd.h>

#include <string>
#include <utility>

#include "absl/strings/str_cat.h"

namespace drill {

class Descriptor {
 public:
  Descriptor() = default;
  // Takes ownership of `fd`; -1 means that there is no descriptor.
  explicit Descriptor(int fd) : fd_(fd) {}
  Descriptor(Descriptor&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    if (this != &other) {
      Close();
      fd_ = std::exchange(other.fd_, -1);
    }
    return *this;
  }
  ~Descriptor() { Close(); }

  int get() const { return fd_; }
  bool valid() const { return fd_ >= 0; }

  // A path by which this process, and what it starts, opens the same file again while this one is
  // open. It names the file itself: nobody can put another in its place.
  std::string Path() const { return absl::StrCat("/proc/", getpid(), "/fd/", fd_); }

  // Leaves errno as it is.
  void Close();

 private:
  int fd_ = -1;
};

inline void Descriptor::Close() {
  if (fd_ >= 0) {
    const int error = errno;
    close(fd_);
    errno = error;
  }
  fd_ = -1;
}

}  // namespace drill

#endif  // HARNESS_BASE_DESCRIPTOR_H_
