#include "harness/host/host_users.h"

#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <utility>

#include "absl/strings/str_cat.h"
#include "harness/base/file.h"
#include "harness/base/status_macros.h"
#include "harness/host/idmapped_mount.h"
#include "harness/host/user_namespace.h"

namespace drill {
namespace {

// The host's root is nobody to the directories of this machine.
absl::Status CheckAllMaySearch(const std::string& path) {
  struct stat info;
  for (std::filesystem::path part = path; part.has_relative_path(); part = part.parent_path()) {
    if (stat(part.c_str(), &info) == 0 && (info.st_mode & S_IXOTH) == 0) {
      return absl::UnimplementedError(absl::StrCat(part.string(),
                                                   " may not be searched by other users; chmod o+x "
                                                   "it, or set ROLLBACK_DRILL_CACHE"));
    }
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<HostUsers> HostUsers::Make() {
  ASSIGN_OR_RETURN(UserRange range, UserRange::Take());
  ASSIGN_OR_RETURN(UserNamespace name_space, UserNamespace::Make(range.first(), UserRange::kCount));
  return HostUsers(std::move(range), std::move(name_space));
}

absl::Status HostUsers::MountTree(const std::string& tree, const std::string& target) const {
  RETURN_IF_ERROR(MakeDirectories(target));
  RETURN_IF_ERROR(CheckAllMaySearch(target));
  return MountIdmapped(tree, target, namespace_.descriptor());
}

}  // namespace drill
