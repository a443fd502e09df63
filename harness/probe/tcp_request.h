// How long a server on the network takes to answer.
#ifndef HARNESS_PROBE_TCP_REQUEST_H_
#define HARNESS_PROBE_TCP_REQUEST_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"

namespace drill {

// Connects to an IPv4 address from the calling thread's network, sends `request`, and waits for the
// first byte of an answer or for the other side to hang up; returns how long that took.
// Unavailable: refused or cut off. DeadlineExceeded: nothing within `limit`. InvalidArgument: no
// address.
absl::StatusOr<absl::Duration> AskOverTcp(const std::string& address, int port,
                                          absl::string_view request, absl::Duration limit);

}  // namespace drill

#endif  // HARNESS_PROBE_TCP_REQUEST_H_
