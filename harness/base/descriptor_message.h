// Messages between two processes of one machine that carry open files with them.
#ifndef HARNESS_BASE_DESCRIPTOR_MESSAGE_H_
#define HARNESS_BASE_DESCRIPTOR_MESSAGE_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "harness/base/descriptor.h"

namespace drill {

// The most that one message carries.
inline constexpr size_t kMostMessageBytes = 1000;
inline constexpr size_t kMostMessageDescriptors = 3;

struct DescriptorMessage {
  std::string text;
  // The same open files as the sender's, by numbers of this process.
  std::vector<Descriptor> descriptors;
};

// `socket` is a Unix socket that keeps messages apart (SOCK_SEQPACKET). `text` must not be empty.
// Unavailable when the other side is gone. No signal is raised then.
absl::Status SendMessage(int socket, absl::string_view text,
                         const std::vector<int>& descriptors = {});

// The next message. DeadlineExceeded when none comes within `limit`; Unavailable when the other
// side is gone; InvalidArgument for more than a message can hold.
absl::StatusOr<DescriptorMessage> ReceiveMessage(int socket, absl::Duration limit);

}  // namespace drill

#endif  // HARNESS_BASE_DESCRIPTOR_MESSAGE_H_
