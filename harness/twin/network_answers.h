// From what one network's own tools say to traits: devices, routes and settings of the machine's
// network, or of a container's.
#ifndef HARNESS_TWIN_NETWORK_ANSWERS_H_
#define HARNESS_TWIN_NETWORK_ANSWERS_H_

#include <string>

#include "absl/strings/string_view.h"
#include "harness/twin/portrait.pb.h"

namespace drill {

// None of these looks at anything but its arguments. `container` ("shop/web") is whose network it
// is, and with which it exists; empty: the machine's own. Addresses of the engine's networks have
// no number, for they may be others each time.

// Of `ip -o link`: how large packets may be, and how they queue. Of devices that are up; of the
// ends of the containers' networks on the machine only those that do not send everything at once.
void PaintLinks(absl::string_view links, absl::string_view container, Portrait* portrait);

// Of `ip route` and `ip -6 route`.
void PaintRoutes(absl::string_view routes, absl::string_view container, Portrait* portrait);

// Lines "/proc/sys/net/ipv4/ip_forward:1".
void PaintSettings(absl::string_view settings, absl::string_view container, Portrait* portrait);

// `text` with "172.#.#.#" in place of each address of the engine's own choice.
std::string WithoutEngineAddresses(std::string text);

}  // namespace drill

#endif  // HARNESS_TWIN_NETWORK_ANSWERS_H_
