#include "harness/base/local_socket.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>

#include <cstring>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "harness/base/status_macros.h"

namespace drill {
namespace {

constexpr mode_t kOwnerAlone = 0600;
constexpr int kMostWaiting = 8;

absl::Status ErrorAt(const std::string& directory, const std::string& name) {
  const std::string message = absl::StrCat(directory, "/", name, ": ", strerror(errno));
  if (errno == EADDRINUSE) return absl::AlreadyExistsError(message);
  const bool nobody = errno == ENOENT || errno == ENOTDIR || errno == ECONNREFUSED;
  return nobody ? absl::NotFoundError(message) : absl::InternalError(message);
}

// The file's address by way of the open directory, however long the directory's own path is.
absl::StatusOr<sockaddr_un> AddressIn(const Descriptor& directory, const std::string& name) {
  sockaddr_un address = {};
  address.sun_family = AF_UNIX;
  const std::string path = absl::StrCat("/proc/self/fd/", directory.get(), "/", name);
  if (path.size() >= sizeof(address.sun_path))
    return absl::InternalError(absl::StrCat(name, ": too long for the name of a socket"));
  std::memcpy(address.sun_path, path.data(), path.size());
  return address;
}

struct Socket {
  Descriptor directory;
  Descriptor socket;
  sockaddr_un address;
};

absl::StatusOr<Socket> SocketFor(const std::string& directory, const std::string& name) {
  Socket made;
  made.directory = Descriptor(open(directory.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC));
  if (!made.directory.valid()) return ErrorAt(directory, name);
  made.socket = Descriptor(socket(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0));
  if (!made.socket.valid()) return ErrorAt(directory, name);
  ASSIGN_OR_RETURN(made.address, AddressIn(made.directory, name));
  return made;
}

}  // namespace

absl::StatusOr<Descriptor> ListenAt(const std::string& directory, const std::string& name) {
  ASSIGN_OR_RETURN(Socket made, SocketFor(directory, name));
  const int socket = made.socket.get();
  // The file gets the socket's own mode, so that it never is open to others.
  if (fchmod(socket, kOwnerAlone) != 0 ||
      bind(socket, reinterpret_cast<const sockaddr*>(&made.address), sizeof(made.address)) != 0 ||
      listen(socket, kMostWaiting) != 0) {
    return ErrorAt(directory, name);
  }
  return std::move(made.socket);
}

absl::StatusOr<Descriptor> ConnectTo(const std::string& directory, const std::string& name) {
  ASSIGN_OR_RETURN(Socket made, SocketFor(directory, name));
  if (connect(made.socket.get(), reinterpret_cast<const sockaddr*>(&made.address),
              sizeof(made.address)) != 0) {
    return ErrorAt(directory, name);
  }
  return std::move(made.socket);
}

}  // namespace drill
