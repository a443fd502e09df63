// The OCI bundle of a drill host: what the runtime is told to make. Pure text from facts.
#ifndef HARNESS_HOST_BUNDLE_H_
#define HARNESS_HOST_BUNDLE_H_

#include <cstdint>
#include <string>
#include <vector>

namespace drill {

// A block device that is mounted before the first process starts.
struct BundleDisk {
  std::string device;
  // In the host.
  std::string path;
};

struct BundleSpec {
  // The tree that becomes /, absolute.
  std::string root_path;
  std::string hostname = "drill";
  // As runc's cgroupsPath without the leading slash: "rollback-drill-<session>/<host>".
  std::string cgroup;
  // Names as "CAP_CHOWN"; exactly what the machine has to give.
  std::vector<std::string> capabilities;
  // Path of a network namespace that the host takes over, emptied, in place of a new one.
  std::string network_namespace;
  // Limit of the whole host. Default: 6 GiB.
  int64_t memory_bytes = int64_t{6} << 30;
  // Whether the first process holds descriptor 3, and ends when that one's other end is closed.
  bool has_lifeline = false;
  // Outer ones first.
  std::vector<BundleDisk> disks;
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
