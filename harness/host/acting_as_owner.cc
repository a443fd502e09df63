#include "harness/host/acting_as_owner.h"

#include <errno.h>
#include <linux/capability.h>
#include <sys/fsuid.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace drill {
namespace {

// Taking another user than root for file access clears the effective capabilities for files. They
// are still needed: directories on the path may belong to other users.
void RaiseCapabilities() {
  __user_cap_header_struct header = {_LINUX_CAPABILITY_VERSION_3, 0};
  __user_cap_data_struct data[2] = {};
  if (syscall(SYS_capget, &header, data) != 0) return;
  for (__user_cap_data_struct& part : data) part.effective = part.permitted;
  syscall(SYS_capset, &header, data);
}

}  // namespace

ActingAsOwner::ActingAsOwner(int directory) {
  struct stat info;
  if (fstat(directory, &info) != 0 || info.st_uid == geteuid()) return;
  group_ = setfsgid(info.st_gid);
  user_ = setfsuid(info.st_uid);
  RaiseCapabilities();
}

ActingAsOwner::~ActingAsOwner() {
  const int error = errno;
  if (user_ >= 0) setfsuid(static_cast<uid_t>(user_));
  if (group_ >= 0) setfsgid(static_cast<gid_t>(group_));
  errno = error;
}

}  // namespace drill
