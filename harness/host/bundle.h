// The OCI bundle of a drill host: what the runtime is told to make. Pure text from facts.
#ifndef HARNESS_HOST_BUNDLE_H_
#define HARNESS_HOST_BUNDLE_H_

#include <cstdint>
#include <string>
#include <vector>

#include "harness/host/process_limits.h"

namespace drill {

struct BundleSpec {
  // The tree that becomes /, absolute.
  std::string root_path;
  std::string hostname = "drill";
  // As runc's cgroupsPath without the leading slash: "rollback-drill-<session>/<host>".
  std::string cgroup;
  // Names as "CAP_CHOWN".
  std::vector<std::string> capabilities;
  // Path of the user namespace that the host lives in, and what its user 0 is on this machine.
  // Empty: the host's root is the machine's.
  std::string user_namespace;
  uint32_t first_user = 0;
  uint32_t users = 0;
  std::vector<ProcessLimit> process_limits;
  // Of "/dev/fuse" and "/dev/net/tun", those that this machine has.
  std::vector<std::string> devices;
  // Path of a network namespace that the host takes over, emptied, in place of a new one.
  std::string network_namespace;
  // Limit of the whole host. Default: 6 GiB.
  int64_t memory_bytes = int64_t{6} << 30;
  // Whether the first process holds descriptor 3, and ends when that one's other end is closed.
  bool has_lifeline = false;
};

// Shell command, inside a host, that starts its engine in the background. The storage driver is
// named because the engine would take btrfs for itself; unless the machine's own configuration
// names one.
inline constexpr char kStartEngine[] =
    "grep -qs storage-driver /etc/docker/daemon.json || driver=--storage-driver=overlay2; "
    "setsid -f dockerd $driver </dev/null >>/var/log/dockerd.log 2>&1";

// The text of config.json.
std::string BundleConfig(const BundleSpec& spec);

// The text of /etc/hosts: localhost, and every name as the host itself.
std::string HostsFile(const std::string& hostname, const std::vector<std::string>& names);

}  // namespace drill

#endif  // HARNESS_HOST_BUNDLE_H_
