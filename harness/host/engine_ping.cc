#include "harness/host/engine_ping.h"

#include <httplib.h>
#include <sys/socket.h>

#include "absl/strings/str_cat.h"

namespace drill {

absl::Status PingEngine(const std::string& socket_path) {
  httplib::Client client(socket_path);
  client.set_address_family(AF_UNIX);
  client.set_connection_timeout(2);
  client.set_read_timeout(2);
  // The engine refuses a host name that is a path.
  const httplib::Result result = client.Get("/_ping", {{"Host", "localhost"}});
  if (!result) return absl::UnavailableError(httplib::to_string(result.error()));
  if (result->status != 200)
    return absl::UnavailableError(absl::StrCat("status ", result->status, " ", result->body));
  return absl::OkStatus();
}

}  // namespace drill
