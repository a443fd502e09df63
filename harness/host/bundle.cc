#include "harness/host/bundle.h"

#include "absl/strings/str_cat.h"
#include "harness/host/bundle_walls.h"
#include "harness/host/name_service.h"
#include "harness/host/stand_ins.h"
#include "nlohmann/json.hpp"

namespace drill {
namespace {

using nlohmann::json;

// Brings up the loopback device, the only device of a new network namespace.
constexpr char kStartLoopback[] = "ip link set lo up\n";

// What the first process does before it only waits. Mounts are
// shared, as an init system makes them; else the engine would bind its data directory on itself,
// without the disks below it. /etc/rc.local starts what the machine itself runs beside its engine,
// such as sshd, as on any Debian machine. With version 2 a group that has processes cannot hand
// controllers down, so all of them move into a child group first; the engine needs the controllers
// for its containers.
constexpr char kBoot[] = R"(
mount --make-rshared /
if [ -e /sys/fs/cgroup/cgroup.controllers ]; then
  mkdir -p /sys/fs/cgroup/init
  while read -r pid; do echo "$pid" > /sys/fs/cgroup/init/cgroup.procs; done < /sys/fs/cgroup/cgroup.procs
  sed -e 's/^/+/' -e 's/ / +/g' /sys/fs/cgroup/cgroup.controllers > /sys/fs/cgroup/cgroup.subtree_control
fi
if [ -x /etc/rc.local ]; then /etc/rc.local; fi
)";

constexpr char kWait[] = "exec sleep infinity\n";
// Nobody ever writes to the lifeline: the read ends when all processes that hold its write end have
// ended.
constexpr char kWaitForLifeline[] = "exec cat <&3 3<&- >/dev/null\n";

// A machine that starts again knows nothing of the devices and rules it had. The loopback device is
// put down, too: the kernel gives it 127.0.0.1 when it comes up, not when it is up already.
constexpr char kForgetNetwork[] = R"(
for link in /sys/class/net/*; do
  [ "${link##*/}" = lo ] || ip link delete "${link##*/}"
done
ip address flush dev lo
ip link set lo down
for tables in iptables ip6tables; do
  for table in filter nat mangle raw; do $tables -t $table -F; $tables -t $table -X; done
  for chain in INPUT FORWARD OUTPUT; do $tables -P $chain ACCEPT; done
done
)";

json Limits(const BundleSpec& spec) {
  json limits = json::array();
  for (const ProcessLimit& limit : spec.process_limits)
    limits.push_back({{"type", limit.type}, {"soft", limit.soft}, {"hard", limit.hard}});
  return limits;
}

json Process(const BundleSpec& spec) {
  return {
      {"terminal", false},
      {"user", {{"uid", 0}, {"gid", 0}}},
      {"cwd", "/"},
      {"args",
       {"/usr/bin/tini", "--", "/bin/sh", "-c",
        // The braces run with descriptor 3 closed, so that only the waiting process holds the
        // lifeline.
        absl::StrCat("{\n", spec.network_namespace.empty() ? "" : kForgetNetwork, kStartLoopback,
                     kStartNameService, kCopySettings, kBoot, kStartEngine, "\n} 3<&-\n",
                     spec.has_lifeline ? kWaitForLifeline : kWait)}},
      {"env",
       {"PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "HOME=/root",
        "LANG=C.UTF-8"}},
      {"capabilities",
       {{"bounding", spec.capabilities},
        {"effective", spec.capabilities},
        {"permitted", spec.capabilities}}},
      {"rlimits", Limits(spec)},
      {"noNewPrivileges", false},
  };
}

json Mount(const std::string& destination, const char* type, const std::string& source,
           json options) {
  return {{"destination", destination},
          {"type", type},
          {"source", source},
          {"options", std::move(options)}};
}

json Mounts() {
  return {
      Mount("/proc", "proc", "proc", {"nosuid", "noexec", "nodev"}),
      Mount("/dev", "tmpfs", "tmpfs", {"nosuid", "strictatime", "mode=755", "size=65536k"}),
      Mount("/dev/pts", "devpts", "devpts",
            {"nosuid", "noexec", "newinstance", "ptmxmode=0666", "mode=0620", "gid=5"}),
      Mount("/dev/shm", "tmpfs", "shm", {"nosuid", "noexec", "nodev", "mode=1777"}),
      Mount("/dev/mqueue", "mqueue", "mqueue", {"nosuid", "noexec", "nodev"}),
      // /sys is mounted writable: if it were read-only, the kernel would forbid every container a
      // writable one; see ReadonlyPaths().
      Mount("/sys", "sysfs", "sysfs", {"nosuid", "noexec", "nodev", "rw"}),
      Mount("/sys/fs/cgroup", "cgroup", "cgroup", {"nosuid", "noexec", "nodev", "rw"}),
      Mount("/run", "tmpfs", "tmpfs", {"nosuid", "nodev", "mode=755"}),
  };
}

json Namespace(const char* type, const std::string& path) {
  json result = {{"type", type}};
  // With a path the existing namespace is joined, otherwise a new one is made.
  if (!path.empty()) result["path"] = path;
  return result;
}

json Linux(const BundleSpec& spec) {
  json namespaces = json::array();
  for (const char* type : {"pid", "ipc", "uts", "mount", "cgroup"})
    namespaces.push_back(Namespace(type, ""));
  namespaces.push_back(Namespace("network", spec.network_namespace));
  json result = {
      {"cgroupsPath", absl::StrCat("/", spec.cgroup)},
      {"devices", DeviceNodes(spec.devices)},
      {"resources",
       {{"devices", DeviceRules(spec.devices)}, {"memory", {{"limit", spec.memory_bytes}}}}},
      {"seccomp", RefusedCalls(!spec.user_namespace.empty())},
      // Nothing is masked, for a nested engine mounts proc again.
      {"readonlyPaths", ReadonlyPaths()},
  };
  if (!spec.user_namespace.empty()) {
    namespaces.push_back(Namespace("user", spec.user_namespace));
    const json map =
        json::array({{{"containerID", 0}, {"hostID", spec.first_user}, {"size", spec.users}}});
    result["uidMappings"] = map;
    result["gidMappings"] = map;
  }
  result["namespaces"] = std::move(namespaces);
  return result;
}

}  // namespace

std::string BundleConfig(const BundleSpec& spec) {
  const json config = {
      {"ociVersion", "1.0.2"},
      {"process", Process(spec)},
      {"root", {{"path", spec.root_path}, {"readonly", false}}},
      {"hostname", spec.hostname},
      {"mounts", Mounts()},
      {"linux", Linux(spec)},
  };
  return config.dump(2);
}

std::string HostsFile(const std::string& hostname, const std::vector<std::string>& names) {
  std::string text = absl::StrCat("127.0.0.1 localhost\n::1 localhost\n127.0.0.1 ", hostname, "\n");
  for (const std::string& name : names) absl::StrAppend(&text, "127.0.0.1 ", name, "\n");
  return text;
}

}  // namespace drill
