// A drill host's own users: a range of numbers, and the user namespace that maps them.
#ifndef HARNESS_HOST_HOST_USERS_H_
#define HARNESS_HOST_HOST_USERS_H_

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "harness/host/user_namespace.h"
#include "harness/host/user_range.h"

namespace drill {

class HostUsers {
 public:
  // Unimplemented when this machine cannot make such a namespace.
  static absl::StatusOr<HostUsers> Make();

  const UserRange& range() const { return range_; }
  // Path of the namespace, for as long as this object lives.
  std::string NamespacePath() const { return namespace_.Path(); }

  // Mounts the host's tree, which belongs to user 0 on disk, with the host's users, on `target`.
  // Unimplemented when the file system cannot, or the host's root could not reach `target`.
  absl::Status MountTree(const std::string& tree, const std::string& target) const;

 private:
  HostUsers(UserRange range, UserNamespace name_space)
      : range_(std::move(range)), namespace_(std::move(name_space)) {}

  UserRange range_;
  UserNamespace namespace_;
};

}  // namespace drill

#endif  // HARNESS_HOST_HOST_USERS_H_
