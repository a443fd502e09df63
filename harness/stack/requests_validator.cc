#include "harness/stack/requests_validator.h"

#include <arpa/inet.h>

#include <algorithm>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"

namespace drill {
namespace {

// Each is asked some 180 times, of each healthy machine and of each drilled one.
constexpr int kMost = 64;

// Of a URL: "localhost:5000" of "http://localhost:5000/api?x".
std::string AuthorityOf(absl::string_view url) {
  const size_t scheme = url.find("://");
  if (scheme != absl::string_view::npos) url.remove_prefix(scheme + 3);
  return std::string(url.substr(0, url.find_first_of("/?#")));
}

// On a drill host no other machine can be reached: an address is its own or a container's.
bool IsReached(const std::string& host, const Stack& stack) {
  in_addr address;
  return host == "localhost" || inet_pton(AF_INET, host.c_str(), &address) == 1 ||
         std::find(stack.host_names().begin(), stack.host_names().end(), host) !=
             stack.host_names().end();
}

void ValidateUrl(const std::string& path, const std::string& url, const Stack& stack,
                 FieldChecker* checker) {
  if (!checker->RequireText(path, url, "such as http://localhost:5000/api/sessions")) return;
  checker->Url(path, url);
  if (checker->Told(path)) return;
  const std::string authority = AuthorityOf(url);
  const std::string host = authority.substr(0, authority.rfind(':'));
  if (absl::StrContains(authority, '@')) {
    checker->Add(path, "holds a login", "send it in headers, or use the load's login");
  } else if (!IsReached(host, stack)) {
    checker->Add(path, absl::StrCat("is on a host that the stack does not have: ", host),
                 "localhost, or one of host_names");
  }
}

}  // namespace

void ValidateUserRequests(const Stack& stack, std::set<std::string>* names, FieldChecker* checker) {
  if (stack.requests_size() > kMost) {
    checker->Add(FieldPath("", "requests", kMost),
                 absl::StrCat("is one too many: there are ", stack.requests_size()),
                 absl::StrCat(kMost, " at most"));
  }
  for (int i = 0; i < stack.requests_size(); ++i) {
    const UserRequest& request = stack.requests(i);
    const std::string path = FieldPath("", "requests", i);
    checker->Unique(FieldPath(path, "name"), request.name(), names);
    ValidateUrl(FieldPath(path, "url"), request.url(), stack, checker);
    checker->Method(FieldPath(path, "method"), request.method());
    if (!request.content_type().empty() && request.body().empty())
      checker->Add(FieldPath(path, "content_type"), "is set without a body");
    for (const auto& [name, value] : request.headers()) {
      if (!name.empty()) continue;
      checker->Add(FieldPath(path, "headers"), "has one without a name",
                   "key: the header's name, value: what is sent");
    }
  }
}

}  // namespace drill
