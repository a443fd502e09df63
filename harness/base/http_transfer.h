// One HTTP request by libcurl, and the answer as it came; the only file that meets libcurl.
#ifndef HARNESS_BASE_HTTP_TRANSFER_H_
#define HARNESS_BASE_HTTP_TRANSFER_H_

#include <cstddef>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"

namespace drill {

using HttpHeaders = std::vector<std::pair<std::string, std::string>>;

struct HttpTransfer {
  // http or https, without a login in it.
  std::string url;
  std::string method = "GET";
  std::string body;
  HttpHeaders headers;
  // Limit on the whole transfer, by the monotonic clock.
  absl::Duration timeout = absl::Seconds(2);
  // File on this machine with the certificates that https trusts; no others are trusted.
  std::string ca_file;
  // Address to connect to, whatever host the URL names. Empty: the URL's host, which should be an
  // address, since a name would be looked up in DNS.
  std::string address;
  // A socket's path that is connected to in place of any address.
  std::string unix_socket;
  // Bytes of the body beyond this limit are read and dropped.
  size_t max_body = std::numeric_limits<size_t>::max();
};

struct HttpAnswer {
  int status = 0;
  std::string body;
  // Headers in the order in which they came, without those of interim answers (1xx).
  HttpHeaders headers;
};

// On a connection of its own; redirects are not followed, no proxy is used. Thread-safe. Errors:
//   InvalidArgument: the URL cannot be used;
//   Unavailable: no connection was made, so the request was never sent;
//   DeadlineExceeded: no whole answer in time;
//   Aborted: the connection broke before the answer was whole.
absl::StatusOr<HttpAnswer> Transfer(const HttpTransfer& transfer);

struct UrlParts {
  // "https".
  std::string scheme;
  std::string host;
  // Scheme, host and port: "https://shop.example.com:8443".
  std::string origin;
};

// InvalidArgument for what is no URL of http or https, and for one with a login in it.
absl::StatusOr<UrlParts> SplitUrl(const std::string& url);

// Percent-encodes `text` as a part of a path or a query.
std::string EscapeForUrl(absl::string_view text);

}  // namespace drill

#endif  // HARNESS_BASE_HTTP_TRANSFER_H_
