// Control groups, whichever way this machine mounts them: every hierarchy of version 1, the one of
// version 2, or both beside each other. A name ("rollback-drill-<session>/<host>") means that
// directory in all of them.
#ifndef HARNESS_HOST_CGROUP_H_
#define HARNESS_HOST_CGROUP_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "harness/base/process_handle.h"

namespace drill {

// What the names of our top groups begin with. There is none around all sessions: making and
// removing it would be a race between them.
inline constexpr char kCgroupPrefix[] = "rollback-drill-";

struct CgroupMounts {
  // Mount points, in the order of the mount table.
  std::vector<std::string> version1;
  std::vector<std::string> version2;

  // Controllers are found in version 2 alone, so nested groups need the controllers handed down.
  bool only_version2() const { return version1.empty() && !version2.empty(); }
  std::vector<std::string> all() const;
};

// From the text of /proc/self/mounts. NotFound when no control groups are mounted.
absl::StatusOr<CgroupMounts> ParseCgroupMounts(absl::string_view mount_table);
absl::StatusOr<CgroupMounts> FindCgroupMounts();

// The directories of that name and all below it, children before parents.
std::vector<std::string> CgroupDirectories(const CgroupMounts& mounts, absl::string_view name);

// The names (one path part each) directly below `name`, sorted, each once.
std::vector<std::string> ChildCgroups(const CgroupMounts& mounts, absl::string_view name);

// Whether `membership`, the text of a process's /proc/PID/cgroup, names that group or one below it.
bool IsInCgroup(absl::string_view membership, absl::string_view name);

// The processes in it and below it, sorted by number.
std::vector<ProcessHandle> CgroupProcesses(const CgroupMounts& mounts, absl::string_view name);

// Thaws the group and all groups below it. A frozen process receives signals only when it is thawed
// (in version 1 even SIGKILL), and `docker pause` freezes.
void ThawCgroup(const CgroupMounts& mounts, absl::string_view name);

// Kills all processes of the group and the groups below it, frozen or not, then removes the
// directories. OK when there is no such group. DeadlineExceeded, naming what is left, after
// `limit`.
absl::Status RemoveCgroup(const CgroupMounts& mounts, absl::string_view name, absl::Duration limit);

}  // namespace drill

#endif  // HARNESS_HOST_CGROUP_H_
