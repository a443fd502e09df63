#include "harness/host/idmapped_mount.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mount.h>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "harness/base/descriptor.h"

namespace drill {
namespace {

absl::Status Failure(absl::string_view call, const std::string& path) {
  const std::string message = absl::StrCat(call, " ", path, ": ", strerror(errno));
  if (errno == EINVAL || errno == ENOSYS || errno == EOPNOTSUPP || errno == EPERM)
    return absl::UnimplementedError(message);
  return absl::InternalError(message);
}

}  // namespace

absl::Status MountIdmapped(const std::string& source, const std::string& target,
                           int user_namespace) {
  const Descriptor tree(
      open_tree(AT_FDCWD, source.c_str(), OPEN_TREE_CLONE | OPEN_TREE_CLOEXEC | AT_RECURSIVE));
  if (!tree.valid()) return Failure("open_tree", source);
  mount_attr attributes = {};
  attributes.attr_set = MOUNT_ATTR_IDMAP;
  attributes.userns_fd = static_cast<__u64>(user_namespace);
  if (mount_setattr(tree.get(), "", AT_EMPTY_PATH | AT_RECURSIVE, &attributes,
                    sizeof(attributes)) != 0)
    return Failure("mount_setattr", source);
  if (move_mount(tree.get(), "", AT_FDCWD, target.c_str(), MOVE_MOUNT_F_EMPTY_PATH) != 0)
    return Failure("move_mount", target);
  return absl::OkStatus();
}

}  // namespace drill
