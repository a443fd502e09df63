// One HTTP request with a limit on its whole time, and what came of it.
#ifndef HARNESS_PROBE_HTTP_EXCHANGE_H_
#define HARNESS_PROBE_HTTP_EXCHANGE_H_

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"

namespace drill {

// What a machine trusts: its ca-certificates, and what its own set-up added to them.
inline constexpr char kTrustedCertificates[] = "/etc/ssl/certs/ca-certificates.crt";

struct HttpRequest {
  // "http://localhost:5000/api/health?x=1"; https where `ca_file` is given.
  std::string url;
  std::string method = "GET";
  std::string body;
  std::string content_type;
  // Name and value, besides those that every request has.
  std::vector<std::pair<std::string, std::string>> headers;
  absl::Duration timeout = absl::Seconds(2);
  // Certificates that https trusts, on this machine.
  std::string ca_file;
};

struct HttpReply {
  int status = 0;
  // At most 4 MiB of it.
  std::string body;
  // Its Date header; empty where it has none.
  std::string date;
  // Its Set-Cookie headers, whole.
  std::vector<std::string> cookies;
  // All of its headers, by their names in lower case; of one that comes more than once, the first
  // value in the order of the alphabet.
  std::map<std::string, std::string> headers;
};

// Sends one request on a fresh connection; redirects are not followed. `host_names` mean the
// machine itself (127.0.0.1), as "localhost" does; no name service is asked, so that any other name
// is an error. Errors:
//   InvalidArgument: the URL cannot be used;
//   Unavailable: no connection was made, so the request was never sent;
//   DeadlineExceeded: no whole answer in time;
//   Aborted: the connection broke before the answer was whole.
absl::StatusOr<HttpReply> ExchangeHttp(const HttpRequest& request,
                                       const std::vector<std::string>& host_names);

}  // namespace drill

#endif  // HARNESS_PROBE_HTTP_EXCHANGE_H_
