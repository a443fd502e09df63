// `tools/drill doctor`: what this machine lacks for drills. Facts are gathered once; what they mean
// is a pure function of them.
#ifndef HARNESS_HOST_DOCTOR_H_
#define HARNESS_HOST_DOCTOR_H_

#include <cstdint>
#include <set>
#include <string>
#include <vector>

namespace drill {

struct MachineFacts {
  bool root = false;
  // Whether a Debian archive keyring is installed, which mmdebstrap needs to verify packages.
  bool debian_keyring = false;
  // Programs of kNeededPrograms that are in PATH.
  std::set<std::string> programs;
  // Namespaces that the kernel has, out of "pid", "net", "ipc", "uts", "mnt", "cgroup".
  std::set<std::string> namespaces;
  // File systems the kernel has, or loads on demand.
  std::set<std::string> file_systems;
  // Control group controllers, whichever version.
  std::set<std::string> controllers;
  // "veth", "bridge", "nf_tables": those that could be made or queried in a new network namespace.
  std::set<std::string> network;
  bool loop_devices = false;
  // The runtime must turn the mount of / into a private one.
  bool root_is_mount_point = false;
  // Why a drill host cannot have a user namespace of its own; empty when it can.
  std::string no_own_users;
  bool system_administrator = false;  // CAP_SYS_ADMIN in the bounding set.
  int64_t memory_bytes = 0;           // Available.
  int64_t disk_bytes = 0;             // Free in the cache directory.
};

struct Finding {
  // False: drills work, but slower or smaller.
  bool prevents_drills = true;
  std::string lack;
  std::string remedy;
};

// Tries things out in namespaces of its own; leaves nothing behind.
MachineFacts GatherMachineFacts(const std::string& cache_directory);

// What is lacking, the worst first. Empty: everything is there.
std::vector<Finding> DiagnoseMachine(const MachineFacts& facts);

}  // namespace drill

#endif  // HARNESS_HOST_DOCTOR_H_
