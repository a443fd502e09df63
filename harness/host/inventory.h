// What of ours is on this machine. One inventory serves the proof at the end of a drill, the
// reaper, and `tools/drill clean`.
#ifndef HARNESS_HOST_INVENTORY_H_
#define HARNESS_HOST_INVENTORY_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "harness/host/store.h"

namespace drill {

// Sessions keep their state in $CACHE/sessions/<session>/.
std::string SessionsDirectory(const std::string& cache_directory);
// The lock that a living session (or its reaper) holds.
std::string SessionLock(const std::string& cache_directory, absl::string_view session);
// The file that makes a host stay: one that is there belongs to the session of a kept host.
inline constexpr char kKeptSuffix[] = ".kept";
std::string KeptMark(const std::string& cache_directory, absl::string_view session);
// Sessions of hosts that may be kept have names of their own. Of another cache's, nobody here can
// say whether they are.
inline constexpr char kKeepablePrefix = 'k';
// The directory of a host below its session's: bundle, runtime state.
std::string HostDirectory(const std::string& cache_directory, absl::string_view id);
// "rollback-drill-<session>".
std::string SessionCgroup(absl::string_view session);
// "rollback-drill-<session>/<id>".
std::string HostCgroup(absl::string_view id);
// "<session>" of "<session>.<number>-<label>" (or of a session itself).
std::string SessionOf(absl::string_view id);

// True when a process holds the session's lock: nothing of it is residue then.
bool IsAlive(const std::string& cache_directory, absl::string_view session);

// Everything that belongs to `owner`, a host's id or a session, in words that say what and where:
// "process 4711 (dockerd)", "control group /sys/...", "clone ...", "mount ...", "loop device ...",
// "directory ...".
std::vector<std::string> Inventory(const Store& store, absl::string_view owner);

// Ends and removes all that Inventory() finds; returns what was removed. What cannot be removed
// within `limit` stays, and a second Inventory() shows it.
std::vector<std::string> RemoveResidue(Store& store, absl::string_view owner, absl::Duration limit);

// The sessions that left something, living ones too, sorted.
std::vector<std::string> SessionsWithResidue(const Store& store);

}  // namespace drill

#endif  // HARNESS_HOST_INVENTORY_H_
