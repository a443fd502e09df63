#include "harness/probe/http_session.h"

#include <nlohmann/json.hpp>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "harness/base/json.h"
#include "harness/base/status_macros.h"
#include "harness/probe/json_value.h"

namespace drill {
namespace {

constexpr int kUnauthorized = 401;

// "session=abc; Path=/; HttpOnly" is sent back as "session=abc".
std::string Pair(const std::string& cookie) { return cookie.substr(0, cookie.find(';')); }

}  // namespace

absl::StatusOr<HttpReply> HttpSession::Exchange(HttpRequest request) {
  if (login_.url().empty()) return ExchangeHttp(request, host_names_);
  const absl::Duration deadline = clock_.Monotonic() + request.timeout;
  const Headers own = request.headers;
  Headers refused;
  for (bool again : {false, true}) {
    ASSIGN_OR_RETURN(const Headers headers, LoggedIn(request, refused));
    request.headers = own;
    request.headers.insert(request.headers.end(), headers.begin(), headers.end());
    request.timeout = deadline - clock_.Monotonic();
    if (request.timeout <= absl::ZeroDuration())
      return absl::UnavailableError("the login took all the time");
    absl::StatusOr<HttpReply> reply = ExchangeHttp(request, host_names_);
    if (again || !reply.ok() || reply->status != kUnauthorized) return reply;
    refused = headers;
    request.timeout = deadline - clock_.Monotonic();
  }
  return absl::InternalError("no request was sent");
}

absl::Status HttpSession::Begin(const HttpRequest& request) {
  return login_.url().empty() ? absl::OkStatus() : LoggedIn(request, {}).status();
}

absl::StatusOr<HttpSession::Headers> HttpSession::LoggedIn(const HttpRequest& request,
                                                           const Headers& refused) {
  absl::MutexLock lock(&mutex_);
  // Another request may have logged in again already.
  if (!headers_.empty() && headers_ != refused) return headers_;
  headers_.clear();
  ASSIGN_OR_RETURN(headers_, LogIn(request));
  return headers_;
}

absl::StatusOr<HttpSession::Headers> HttpSession::LogIn(const HttpRequest& request) const {
  HttpRequest login;
  login.url = login_.url();
  login.method = login_.method().empty() ? "POST" : login_.method();
  login.body = login_.body();
  login.content_type = login_.content_type();
  login.headers.assign(login_.headers().begin(), login_.headers().end());
  login.ca_file = request.ca_file;
  login.timeout = request.timeout;
  const absl::StatusOr<HttpReply> reply = ExchangeHttp(login, host_names_);
  if (absl::IsInvalidArgument(reply.status())) return reply.status();
  if (!reply.ok()) return absl::UnavailableError(absl::StrCat("login: ", reply.status().message()));
  if (reply->status < 200 || reply->status >= 400)
    return absl::UnavailableError(absl::StrCat("login: status ", reply->status));
  if (login_.token_key().empty()) {
    if (reply->cookies.empty()) return absl::UnavailableError("login: the answer sets no cookie");
    return Headers{{"Cookie", absl::StrJoin(reply->cookies, "; ",
                                            [](std::string* out, const std::string& cookie) {
                                              absl::StrAppend(out, Pair(cookie));
                                            })}};
  }
  const nlohmann::json answer = ParseJson(reply->body);
  const nlohmann::json* token = FindJson(answer, login_.token_key());
  if (token == nullptr || !token->is_string()) {
    return absl::UnavailableError(
        absl::StrCat("login: the answer has no text under ", login_.token_key()));
  }
  const bool bearer = login_.token_header().empty();
  return Headers{{bearer ? "Authorization" : login_.token_header(),
                  absl::StrCat(bearer ? "Bearer " : "", token->get<std::string>())}};
}

}  // namespace drill
