#include "harness/base/descriptor_message.h"

#include <errno.h>
#include <poll.h>
#include <sys/socket.h>

#include <cstring>
#include <utility>

#include "absl/strings/str_cat.h"

namespace drill {
namespace {

absl::Status GoneOr(absl::string_view what) {
  const std::string message = absl::StrCat(what, ": ", strerror(errno));
  const bool gone = errno == EPIPE || errno == ECONNRESET || errno == ENOTCONN;
  return gone ? absl::UnavailableError(message) : absl::InternalError(message);
}

// Room for the numbers of as many open files as one message may carry.
union Control {
  cmsghdr header;
  char room[CMSG_SPACE(sizeof(int) * kMostMessageDescriptors)];
};

void Attach(const std::vector<int>& descriptors, Control* control, msghdr* message) {
  if (descriptors.empty()) return;
  const size_t bytes = sizeof(int) * descriptors.size();
  message->msg_control = control->room;
  message->msg_controllen = CMSG_SPACE(bytes);
  cmsghdr* header = CMSG_FIRSTHDR(message);
  header->cmsg_level = SOL_SOCKET;
  header->cmsg_type = SCM_RIGHTS;
  header->cmsg_len = CMSG_LEN(bytes);
  std::memcpy(CMSG_DATA(header), descriptors.data(), bytes);
}

std::vector<Descriptor> Attached(msghdr* message) {
  std::vector<Descriptor> descriptors;
  for (cmsghdr* header = CMSG_FIRSTHDR(message); header != nullptr;
       header = CMSG_NXTHDR(message, header)) {
    if (header->cmsg_level != SOL_SOCKET || header->cmsg_type != SCM_RIGHTS) continue;
    const size_t count = (header->cmsg_len - CMSG_LEN(0)) / sizeof(int);
    for (size_t i = 0; i < count; ++i) {
      int number = -1;
      std::memcpy(&number, CMSG_DATA(header) + i * sizeof(int), sizeof(int));
      descriptors.emplace_back(number);
    }
  }
  return descriptors;
}

}  // namespace

absl::Status SendMessage(int socket, absl::string_view text, const std::vector<int>& descriptors) {
  if (text.empty() || text.size() > kMostMessageBytes ||
      descriptors.size() > kMostMessageDescriptors) {
    return absl::InvalidArgumentError("a message of no text, or with more than it can carry");
  }
  iovec part = {const_cast<char*>(text.data()), text.size()};
  msghdr message = {};
  message.msg_iov = &part;
  message.msg_iovlen = 1;
  Control control = {};
  Attach(descriptors, &control, &message);
  if (sendmsg(socket, &message, MSG_NOSIGNAL) < 0) return GoneOr("sending a message");
  return absl::OkStatus();
}

absl::StatusOr<DescriptorMessage> ReceiveMessage(int socket, absl::Duration limit) {
  pollfd ready = {socket, POLLIN, 0};
  if (poll(&ready, 1, static_cast<int>(absl::ToInt64Milliseconds(limit))) <= 0)
    return absl::DeadlineExceededError("no message came");
  char text[kMostMessageBytes];
  iovec part = {text, sizeof(text)};
  Control control = {};
  msghdr message = {};
  message.msg_iov = &part;
  message.msg_iovlen = 1;
  message.msg_control = control.room;
  message.msg_controllen = sizeof(control.room);
  const ssize_t length = recvmsg(socket, &message, MSG_CMSG_CLOEXEC | MSG_DONTWAIT);
  if (length < 0) return GoneOr("receiving a message");
  DescriptorMessage received;
  received.descriptors = Attached(&message);
  if (length == 0) return absl::UnavailableError("the other side is gone");
  if ((message.msg_flags & (MSG_TRUNC | MSG_CTRUNC)) != 0)
    return absl::InvalidArgumentError("a message with more than it can carry");
  received.text.assign(text, static_cast<size_t>(length));
  return received;
}

}  // namespace drill
