#include "harness/probe/tcp_request.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>

#include "absl/cleanup/cleanup.h"
#include "absl/strings/str_cat.h"
#include "harness/base/clock.h"
#include "harness/base/status_macros.h"

namespace drill {
namespace {

// Waits until the socket is ready for `events` or has failed.
absl::Status AwaitReady(int fd, short events, absl::Duration until) {
  pollfd waited = {fd, events, 0};
  for (;;) {
    const int64_t left = absl::ToInt64Milliseconds(until - RealClock().Monotonic());
    const int ready = poll(&waited, 1, static_cast<int>(std::max<int64_t>(left, 0)));
    if (ready > 0) return absl::OkStatus();
    if (ready == 0) return absl::DeadlineExceededError("no answer in time");
    if (errno != EINTR) return absl::InternalError(strerror(errno));
  }
}

absl::Status Connect(int fd, const sockaddr_in& server, absl::Duration until) {
  if (connect(fd, reinterpret_cast<const sockaddr*>(&server), sizeof(server)) == 0)
    return absl::OkStatus();
  if (errno != EINPROGRESS) return absl::UnavailableError(strerror(errno));
  RETURN_IF_ERROR(AwaitReady(fd, POLLOUT, until));
  int error = 0;
  socklen_t size = sizeof(error);
  getsockopt(fd, SOL_SOCKET, SO_ERROR, &error, &size);
  return error == 0 ? absl::OkStatus() : absl::UnavailableError(strerror(error));
}

}  // namespace

absl::StatusOr<absl::Duration> AskOverTcp(const std::string& address, int port,
                                          absl::string_view request, absl::Duration limit) {
  sockaddr_in server = {};
  server.sin_family = AF_INET;
  server.sin_port = htons(static_cast<uint16_t>(port));
  if (inet_pton(AF_INET, address.c_str(), &server.sin_addr) != 1)
    return absl::InvalidArgumentError(absl::StrCat("no IPv4 address: ", address));
  const int fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  if (fd < 0) return absl::InternalError(strerror(errno));
  const auto closed = absl::MakeCleanup([fd] { close(fd); });
  const absl::Duration began = RealClock().Monotonic();
  RETURN_IF_ERROR(Connect(fd, server, began + limit));
  if (send(fd, request.data(), request.size(), MSG_NOSIGNAL) < 0)
    return absl::UnavailableError(strerror(errno));
  RETURN_IF_ERROR(AwaitReady(fd, POLLIN, began + limit));
  char first;
  if (recv(fd, &first, 1, 0) < 0) return absl::UnavailableError(strerror(errno));
  return RealClock().Monotonic() - began;
}

}  // namespace drill
