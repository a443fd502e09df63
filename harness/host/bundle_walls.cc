#include "harness/host/bundle_walls.h"

#include <errno.h>
#include <sys/socket.h>
#include <sys/stat.h>

namespace drill {
namespace {

using nlohmann::json;

struct Device {
  const char* path;
  int major;
  int minor;
};
constexpr Device kOptional[] = {{"/dev/fuse", 10, 229}, {"/dev/net/tun", 10, 200}};

constexpr const char* kRefused[] = {
    // The machine's swap, kernel, modules and clock.
    "swapon", "swapoff", "kexec_load", "kexec_file_load", "create_module", "init_module",
    "finit_module", "delete_module", "reboot", "settimeofday", "stime", "clock_settime",
    "clock_settime64", "acct", "syslog", "iopl", "ioperm",
    // Opens a file by its handle, also one outside of the host's tree.
    "open_by_handle_at",
    // Measure the whole machine.
    "perf_event_open", "lookup_dcookie"};

// Loads programs into the kernel. Refused only where the host has its own users: with the machine's
// root, the engine needs it for containers' device rules.
constexpr char kKernelPrograms[] = "bpf";

json Architectures() {
#if defined(__x86_64__)
  return {"SCMP_ARCH_X86_64", "SCMP_ARCH_X86", "SCMP_ARCH_X32"};
#elif defined(__aarch64__)
  return {"SCMP_ARCH_AARCH64", "SCMP_ARCH_ARM"};
#else
  return json::array();
#endif
}

json Refuse(json names, int error) {
  return {{"names", std::move(names)}, {"action", "SCMP_ACT_ERRNO"}, {"errnoRet", error}};
}

}  // namespace

std::vector<std::string> OptionalDevices() {
  std::vector<std::string> found;
  struct stat info;
  for (const Device& device : kOptional) {
    if (stat(device.path, &info) == 0 && S_ISCHR(info.st_mode)) found.push_back(device.path);
  }
  return found;
}

json DeviceNodes(const std::vector<std::string>& optional_devices) {
  json nodes = json::array();
  for (const std::string& path : optional_devices) {
    for (const Device& device : kOptional) {
      if (path != device.path) continue;
      nodes.push_back({{"path", path},
                       {"type", "c"},
                       {"major", device.major},
                       {"minor", device.minor},
                       {"fileMode", 0666},
                       {"uid", 0},
                       {"gid", 0}});
    }
  }
  return nodes;
}

json DeviceRules(const std::vector<std::string>& optional_devices) {
  json rules = json::array({{{"allow", false}, {"access", "rwm"}}});
  for (const json& node : DeviceNodes(optional_devices)) {
    rules.push_back({{"allow", true},
                     {"type", "c"},
                     {"major", node["major"]},
                     {"minor", node["minor"]},
                     {"access", "rwm"}});
  }
  return rules;
}

json RefusedCalls(bool own_users) {
  json names = json::array();
  for (const char* name : kRefused) names.push_back(name);
  if (own_users) names.push_back(kKernelPrograms);
  json machine_socket = Refuse(json::array({"socket"}), EAFNOSUPPORT);
  machine_socket["args"] =
      json::array({{{"index", 0}, {"value", AF_VSOCK}, {"op", "SCMP_CMP_EQ"}}});
  return {{"defaultAction", "SCMP_ACT_ALLOW"},
          {"architectures", Architectures()},
          {"syscalls", json::array({Refuse(std::move(names), EPERM), std::move(machine_socket)})}};
}

std::vector<std::string> ReadonlyPaths() {
  return {"/sys",
          "/proc/sysrq-trigger",
          "/proc/acpi",
          "/proc/asound",
          "/proc/bus",
          "/proc/fs",
          "/proc/irq",
          "/proc/mtrr",
          "/proc/scsi",
          "/proc/sys/abi",
          "/proc/sys/crypto",
          "/proc/sys/debug",
          "/proc/sys/dev",
          "/proc/sys/fs",
          "/proc/sys/kernel",
          "/proc/sys/sunrpc",
          "/proc/sys/user",
          "/proc/sys/vm"};
}

}  // namespace drill
