// Asks a Docker engine whether it is there.
#ifndef HARNESS_HOST_ENGINE_PING_H_
#define HARNESS_HOST_ENGINE_PING_H_

#include <string>

#include "absl/status/status.h"

namespace drill {

// GET /_ping over the unix socket. Unavailable, with the reason, unless it answers 200.
absl::Status PingEngine(const std::string& socket_path);

}  // namespace drill

#endif  // HARNESS_HOST_ENGINE_PING_H_
