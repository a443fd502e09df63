// From what a machine's own tools say to traits: ports, addresses, file systems, the engine's
// socket.
#ifndef HARNESS_TWIN_MACHINE_ANSWERS_H_
#define HARNESS_TWIN_MACHINE_ANSWERS_H_

#include <string>

#include "absl/strings/string_view.h"
#include "harness/twin/portrait.pb.h"

namespace drill {

// None of these looks at anything but its arguments. What belongs to the engine's networks and
// containers is left out, for it is another each time: the engine tells of it.

// Of `ss -H -l -n -t -u -p` and `ip -o address`. Ports of the range that the kernel chooses from
// have no number, and those of them that listen for datagrams are left out.
void PaintPorts(absl::string_view sockets, absl::string_view addresses, Portrait* portrait);

// Of `ip -o address`.
void PaintAddresses(absl::string_view addresses, Portrait* portrait);

// Who may command the engine, and so is root: "660 root:docker", of its socket. Empty: none.
void PaintEngineSocket(absl::string_view socket, Portrait* portrait);

// Of /proc/self/mountinfo.
void PaintMounts(absl::string_view mounts, Portrait* portrait);

// Of `df -P`: file systems that are full but for 5 %. That of / is not the machine's own: all drill
// hosts share it.
void PaintRoom(absl::string_view file_systems, Portrait* portrait);

// Whether a network device is the engine's.
bool IsOfTheEngine(absl::string_view device);

}  // namespace drill

#endif  // HARNESS_TWIN_MACHINE_ANSWERS_H_
