// How a shell on the drill host finds a compose service's container.
#ifndef HARNESS_HOST_CONTAINER_ID_COMMAND_H_
#define HARNESS_HOST_CONTAINER_ID_COMMAND_H_

#include <string>

#include "absl/strings/string_view.h"

namespace drill {

// For bash. Prints the whole id of the service's running container; nothing when there is none.
// Fails when the engine does. One-off containers (`docker compose run`) are not the service.
std::string ContainerIdCommand(absl::string_view project, absl::string_view service);

}  // namespace drill

#endif  // HARNESS_HOST_CONTAINER_ID_COMMAND_H_
