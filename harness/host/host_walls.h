// What is put around a drill host before it starts: users of its own, control groups that hold its
// limits, its tree and its disks mounted for those users.
#ifndef HARNESS_HOST_HOST_WALLS_H_
#define HARNESS_HOST_HOST_WALLS_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "harness/host/bundle.h"
#include "harness/host/host_disk.h"
#include "harness/host/host_users.h"

namespace drill {

struct HostPlace {
  std::string id;
  // The clone, absolute.
  std::string tree;
  // For mount points.
  std::string directory;
  std::vector<HostDiskSpec> disks;
  // Limit of the whole host.
  int64_t memory_bytes = 0;
};

class HostWalls {
 public:
  explicit HostWalls(HostPlace place) : place_(std::move(place)) {}
  ~HostWalls() { Lower(); }
  HostWalls(const HostWalls&) = delete;
  HostWalls& operator=(const HostWalls&) = delete;

  // Before each start of the machine: mounts, makes the control groups, and fills in what the
  // bundle has to say of all that. The users stay the same from the first start on.
  absl::Status Raise(BundleSpec& spec);
  // To be called once the machine runs and has its own mount of the tree: this process unmounts its
  // own.
  void MachineStarted();
  // To be called after the machine's end. Leaves the clone as it was, with its disks unmounted.
  void Lower();

  // What this machine cannot do, each "what: why". Empty: every wall is there.
  const std::vector<std::string>& missing() const { return missing_; }

 private:
  absl::Status LimitDisk();
  absl::Status MountDisks();
  absl::Status MountTree(BundleSpec& spec);
  absl::Status MakeCgroup(BundleSpec& spec);

  const HostPlace place_;
  std::optional<HostUsers> users_;
  std::vector<std::string> missing_;
  // Mount points of this process, outer ones first.
  std::vector<std::string> disk_mounts_;
  std::string root_mount_;
};

}  // namespace drill

#endif  // HARNESS_HOST_HOST_WALLS_H_
