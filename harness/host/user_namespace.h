// A user namespace: its root is root of nothing outside of it.
#ifndef HARNESS_HOST_USER_NAMESPACE_H_
#define HARNESS_HOST_USER_NAMESPACE_H_

#include <sys/types.h>

#include <cstdint>
#include <string>
#include <utility>

#include "absl/status/statusor.h"
#include "harness/base/descriptor.h"

namespace drill {

// A namespace and its first process, which does nothing and ends with this object or with the
// harness, whichever is first. What has entered the namespace in the meantime stays in it.
class UserNamespace {
 public:
  // One in which users and groups 0 to `count` - 1 are `first` and up of this machine.
  // Unimplemented when this machine does not let us.
  static absl::StatusOr<UserNamespace> Make(uint32_t first, uint32_t count);

  UserNamespace(UserNamespace&& other) noexcept
      : process_(std::exchange(other.process_, -1)),
        hold_(std::move(other.hold_)),
        namespace_(std::move(other.namespace_)) {}
  UserNamespace& operator=(UserNamespace&& other) noexcept;
  ~UserNamespace() { End(); }

  int descriptor() const { return namespace_.get(); }
  // In the form /proc/PID/ns/user. The runc of Debian 13 reads a namespace's maps wrongly by every
  // other path and then refuses to start the machine. The process is a child of this one, so its
  // number is not given to another process while this object lives.
  std::string Path() const;

 private:
  UserNamespace(pid_t process, Descriptor hold) : process_(process), hold_(std::move(hold)) {}
  void End();

  pid_t process_;
  // The process ends when nobody holds this end of its pipe any more.
  Descriptor hold_;
  Descriptor namespace_;
};

}  // namespace drill

#endif  // HARNESS_HOST_USER_NAMESPACE_H_
