// What a container has been told of the names of others, beside the engine: lines that somebody or
// something wrote into its hosts file, and the name servers that it asks.
#ifndef HARNESS_TWIN_CONTAINER_NAMES_H_
#define HARNESS_TWIN_CONTAINER_NAMES_H_

#include <nlohmann/json.hpp>
#include <string>

#include "absl/strings/string_view.h"

namespace drill {

// None of these looks at anything but its arguments.

// The lines of a container's /etc/hosts that the engine does not write for every container, sorted.
// `inspected`: its /containers/ID/json.
std::string AddedHosts(absl::string_view hosts, const nlohmann::json& inspected);

// The lines of a resolv.conf that mean something, in their order.
std::string Resolver(absl::string_view resolv_conf);

}  // namespace drill

#endif  // HARNESS_TWIN_CONTAINER_NAMES_H_
