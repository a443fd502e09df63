// Meeting points of the processes of one machine: sockets that have a name in a directory, over
// which messages are sent.
#ifndef HARNESS_BASE_LOCAL_SOCKET_H_
#define HARNESS_BASE_LOCAL_SOCKET_H_

#include <string>

#include "absl/status/statusor.h"
#include "harness/base/descriptor.h"

namespace drill {

// Listens at a new file `name` in `directory`, which only its owner may connect to. The directory's
// path may be longer than a socket's address can be (107 bytes); the name may not. AlreadyExists
// when the file is there; otherwise Internal.
absl::StatusOr<Descriptor> ListenAt(const std::string& directory, const std::string& name);

// NotFound when nobody listens there: there is no such file, or whoever made it is gone.
absl::StatusOr<Descriptor> ConnectTo(const std::string& directory, const std::string& name);

}  // namespace drill

#endif  // HARNESS_BASE_LOCAL_SOCKET_H_
