#include "harness/probe/http_exchange.h"

#include <arpa/inet.h>

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "harness/base/http_transfer.h"
#include "harness/base/status_macros.h"

namespace drill {
namespace {

constexpr size_t kMaxBody = 4 << 20;
constexpr char kLoopback[] = "127.0.0.1";

bool IsAddress(const std::string& host) {
  in_addr address;
  return inet_pton(AF_INET, host.c_str(), &address) == 1;
}

bool Means(const std::string& host, const std::vector<std::string>& names) {
  return host == "localhost" || std::find(names.begin(), names.end(), host) != names.end();
}

absl::StatusOr<HttpTransfer> ToTransfer(const HttpRequest& request,
                                        const std::vector<std::string>& host_names) {
  ASSIGN_OR_RETURN(const UrlParts url, SplitUrl(request.url));
  if (url.scheme == "https" && request.ca_file.empty())
    return absl::InvalidArgumentError(absl::StrCat("no certificates are trusted: ", request.url));
  const bool itself = Means(url.host, host_names);
  if (!itself && !IsAddress(url.host)) {
    return absl::InvalidArgumentError(
        absl::StrCat("\"", url.host, "\" is not one of the stack's host_names"));
  }
  HttpTransfer transfer;
  transfer.url = request.url;
  transfer.method = request.method;
  transfer.body = request.body;
  transfer.headers = request.headers;
  if (!request.content_type.empty())
    transfer.headers.emplace_back("Content-Type", request.content_type);
  transfer.timeout = request.timeout;
  transfer.ca_file = request.ca_file;
  if (itself) transfer.address = kLoopback;
  transfer.max_body = kMaxBody;
  return transfer;
}

}  // namespace

absl::StatusOr<HttpReply> ExchangeHttp(const HttpRequest& request,
                                       const std::vector<std::string>& host_names) {
  ASSIGN_OR_RETURN(const HttpTransfer transfer, ToTransfer(request, host_names));
  ASSIGN_OR_RETURN(HttpAnswer answer, Transfer(transfer));
  HttpReply reply;
  reply.status = answer.status;
  reply.body = std::move(answer.body);
  for (const auto& [name, value] : answer.headers) {
    const std::string lower = absl::AsciiStrToLower(name);
    if (lower == "set-cookie") reply.cookies.push_back(value);
    if (lower == "date") reply.date = value;
    const auto [kept, is_new] = reply.headers.emplace(lower, value);
    if (!is_new) kept->second = std::min(kept->second, value);
  }
  return reply;
}

}  // namespace drill
