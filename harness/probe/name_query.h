// A question to a name server.
#ifndef HARNESS_PROBE_NAME_QUERY_H_
#define HARNESS_PROBE_NAME_QUERY_H_

#include <cstdint>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"

namespace drill {

// The engine's name server, in every container of a network of compose's.
inline constexpr char kEngineNameServer[] = "127.0.0.11";

// Asks for the name's first IPv4 address over UDP, from the calling thread's network. NotFound: the
// server says that there is none. DeadlineExceeded, Unavailable: the server does not answer.
// InvalidArgument: not a name.
absl::StatusOr<std::string> ResolveName(const std::string& server, int port,
                                        const std::string& name, absl::Duration limit);

// The query, and what an answer to it says: pure.
absl::StatusOr<std::string> NameQuery(uint16_t id, const std::string& name);
absl::StatusOr<std::string> AddressOfAnswer(uint16_t id, absl::string_view answer);

}  // namespace drill

#endif  // HARNESS_PROBE_NAME_QUERY_H_
