#include "harness/probe/http_exchange.h"

#include <arpa/inet.h>
#include <httplib.h>

#include <algorithm>
#include <map>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "harness/base/clock.h"
#include "harness/base/sigpipe_guard.h"
#include "harness/base/status_macros.h"

namespace drill {
namespace {

constexpr size_t kMaxBody = 4 << 20;
constexpr char kLoopback[] = "127.0.0.1";

struct SplitUrl {
  // "http://localhost:5000".
  std::string origin;
  std::string host;
  // "/api/health?x=1".
  std::string target;
};

absl::StatusOr<SplitUrl> Split(const std::string& url) {
  const size_t scheme_end = url.find("://");
  if (scheme_end == std::string::npos) {
    return absl::InvalidArgumentError(absl::StrCat("not a URL: ", url));
  }
  const size_t authority = scheme_end + 3;
  const size_t authority_end = std::min(url.find_first_of("/?#", authority), url.size());
  SplitUrl split;
  split.origin = url.substr(0, authority_end);
  split.target = url.substr(authority_end);
  if (split.target.empty() || split.target[0] != '/') split.target.insert(0, "/");
  const std::string host_port = url.substr(authority, authority_end - authority);
  split.host = host_port.substr(0, host_port.rfind(':'));
  if (split.host.empty() || absl::StrContains(host_port, '@')) {
    return absl::InvalidArgumentError(absl::StrCat("no host, or a login, in the URL: ", url));
  }
  return split;
}

bool IsAddress(const std::string& host) {
  in_addr address;
  return inet_pton(AF_INET, host.c_str(), &address) == 1;
}

bool Means(const std::string& host, const std::vector<std::string>& names) {
  return host == "localhost" || std::find(names.begin(), names.end(), host) != names.end();
}

absl::Status ToStatus(httplib::Error error, const std::string& origin, bool late) {
  const std::string words = httplib::to_string(error);
  switch (error) {
    case httplib::Error::Connection:
    case httplib::Error::ConnectionTimeout:
    case httplib::Error::BindIPAddress:
    case httplib::Error::SSLConnection:
    case httplib::Error::SSLLoadingCerts:
    case httplib::Error::SSLServerVerification:
      return absl::UnavailableError(absl::StrCat("no connection to ", origin, " (", words, ")"));
    default:
      return late ? absl::DeadlineExceededError("no answer in time")
                  : absl::AbortedError(absl::StrCat("the connection broke (", words, ")"));
  }
}

void SetLimits(httplib::Client& client, absl::Duration timeout) {
  const auto limit = absl::ToChronoMicroseconds(std::max(timeout, absl::Milliseconds(1)));
  client.set_connection_timeout(limit);
  client.set_read_timeout(limit);
  client.set_write_timeout(limit);
}

}  // namespace

absl::StatusOr<HttpReply> ExchangeHttp(const HttpRequest& request,
                                       const std::vector<std::string>& host_names) {
  ASSIGN_OR_RETURN(const SplitUrl url, Split(request.url));
  const bool https = absl::StartsWith(url.origin, "https://");
  if (!https && !absl::StartsWith(url.origin, "http://")) {
    return absl::InvalidArgumentError(absl::StrCat("neither http nor https: ", request.url));
  }
  if (https && request.ca_file.empty()) {
    return absl::InvalidArgumentError(absl::StrCat("no certificates are trusted: ", request.url));
  }
  if (!Means(url.host, host_names) && !IsAddress(url.host)) {
    return absl::InvalidArgumentError(
        absl::StrCat("\"", url.host, "\" is not one of the stack's host_names"));
  }
  httplib::Client client(url.origin);
  if (!client.is_valid()) {
    return absl::InvalidArgumentError(absl::StrCat("not a URL: ", request.url));
  }
  if (Means(url.host, host_names)) client.set_hostname_addr_map({{url.host, kLoopback}});
  if (https) client.set_ca_cert_path(request.ca_file);
  SetLimits(client, request.timeout);

  const absl::Duration deadline = RealClock().Monotonic() + request.timeout;
  HttpReply reply;
  httplib::Request message;
  message.method = request.method;
  message.path = url.target;
  message.body = request.body;
  if (!request.content_type.empty()) message.set_header("Content-Type", request.content_type);
  for (const auto& [name, value] : request.headers) message.set_header(name, value);
  // The limits above are on each wait; a server that trickles must not outlast the whole.
  message.content_receiver = [&](const char* data, size_t size, uint64_t, uint64_t) {
    reply.body.append(data, std::min(size, kMaxBody - std::min(kMaxBody, reply.body.size())));
    return RealClock().Monotonic() < deadline;
  };
  const SigpipeGuard guard;
  const httplib::Result result = client.send(message);
  if (!result) return ToStatus(result.error(), url.origin, RealClock().Monotonic() >= deadline);
  reply.status = result->status;
  reply.date = result->get_header_value("Date");
  // get_header_value()'s arguments differ between Debian 12 and 13.
  const auto cookies = result->headers.equal_range("Set-Cookie");
  for (auto cookie = cookies.first; cookie != cookies.second; ++cookie)
    reply.cookies.push_back(cookie->second);
  for (const auto& [name, value] : result->headers) {
    const auto [kept, is_new] = reply.headers.emplace(absl::AsciiStrToLower(name), value);
    if (!is_new) kept->second = std::min(kept->second, value);
  }
  return reply;
}

}  // namespace drill
