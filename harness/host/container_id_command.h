// How a shell on the drill host finds a compose service's container.
#ifndef HARNESS_HOST_CONTAINER_ID_COMMAND_H_
#define HARNESS_HOST_CONTAINER_ID_COMMAND_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace drill {

// For bash. Prints the whole id of the running container of a service of these compose projects;
// nothing when there is none. Fails when the engine does. One-off containers (`docker compose run`)
// are not the service.
std::string ContainerIdCommand(const std::vector<std::string>& projects, absl::string_view service);

// The same for the newest container, which may have stopped.
std::string StoppedContainerIdCommand(const std::vector<std::string>& projects,
                                      absl::string_view service);

}  // namespace drill

#endif  // HARNESS_HOST_CONTAINER_ID_COMMAND_H_
