// What a drill host's bundle keeps its processes from, beside the namespaces: devices, system
// calls, settings of the whole machine. Pure text.
#ifndef HARNESS_HOST_BUNDLE_WALLS_H_
#define HARNESS_HOST_BUNDLE_WALLS_H_

#include <string>
#include <vector>

#include "nlohmann/json.hpp"

namespace drill {

// Devices beside the runtime's own (null, zero, full, random, urandom, tty, ptmx, pts) that a
// machine with containers has: those of this machine, as "/dev/fuse".
std::vector<std::string> OptionalDevices();

// "linux.devices" of a bundle for those.
nlohmann::json DeviceNodes(const std::vector<std::string>& optional_devices);

// "linux.resources.devices": nothing but the runtime's own and those. No block device is among
// them.
nlohmann::json DeviceRules(const std::vector<std::string>& optional_devices);

// "linux.seccomp": system calls that reach past every namespace are refused as to a user without
// the right to them, everything else is allowed. `own_users`: the host's root is not the machine's.
nlohmann::json RefusedCalls(bool own_users);

// "linux.readonlyPaths": settings of the whole machine. What the network namespace has of its own
// (/proc/sys/net) and the control groups (a mount of their own below /sys) stay writable.
std::vector<std::string> ReadonlyPaths();

}  // namespace drill

#endif  // HARNESS_HOST_BUNDLE_WALLS_H_
