#include "harness/twin/user_requests.h"

#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/string_view.h"
#include "harness/base/message_bytes.h"
#include "harness/base/short_digest.h"
#include "harness/twin/portrait.h"

namespace drill {
namespace {

using Headers = google::protobuf::Map<std::string, std::string>;

bool IsSafe(const HttpRequest& request) {
  return request.method == "GET" || request.method == "HEAD";
}

// Whether a load's base_url is the beginning of this URL.
bool IsBelow(absl::string_view url, absl::string_view base) {
  if (base.empty() || !absl::StartsWith(url, base)) return false;
  if (url.size() == base.size() || absl::EndsWith(base, "/")) return true;
  return absl::StrContains("/?#", url.substr(base.size(), 1));
}

std::vector<std::pair<std::string, std::string>> Joined(const Headers& general,
                                                        const Headers& own) {
  std::map<std::string, std::string> headers(general.begin(), general.end());
  for (const auto& [name, value] : own) headers[name] = value;
  return {headers.begin(), headers.end()};
}

HttpRequest Shape(const std::string& method, const std::string& url, const std::string& body,
                  const std::string& content_type) {
  HttpRequest request;
  if (!method.empty()) request.method = method;
  request.url = url;
  request.body = body;
  request.content_type = content_type;
  return request;
}

class Collector {
 public:
  explicit Collector(const Stack& stack) : load_(stack.load()) {}

  void AddOwn(const UserRequest& own) {
    AskedRequest asked;
    asked.request = Shape(own.method(), own.url(), own.body(), own.content_type());
    asked.logged_in = IsBelow(own.url(), load_.base_url());
    asked.request.headers = Joined(asked.logged_in ? load_.headers() : Headers(), own.headers());
    asked.safe = IsSafe(asked.request);
    const std::string name =
        own.name().empty() ? absl::StrCat(asked.request.method, " ", own.url()) : own.name();
    Add(name, std::move(asked));
  }

  void AddRead() {
    if (!load_.has_read()) return;
    const LoadRequest& read = load_.read();
    // The same one each time: whether it is answered as before can be told of nothing else.
    const auto first = [](const std::string& text) {
      return absl::StrReplaceAll(text, {{"{n}", "0"}});
    };
    AskedRequest asked;
    asked.request = Shape(read.method(), absl::StrCat(load_.base_url(), first(read.path())),
                          first(read.body()), read.content_type());
    asked.request.headers = Joined(load_.headers(), read.headers());
    for (auto& header : asked.request.headers) header.second = first(header.second);
    asked.logged_in = true;
    if (IsSafe(asked.request)) Add("load read", std::move(asked));
  }

  void AddProbe(const Probe& probe) {
    if (!probe.has_http()) return;
    const HttpProbe& http = probe.http();
    AskedRequest asked;
    asked.request = Shape(http.method(), http.url(), http.body(), http.content_type());
    asked.request.headers = Joined(http.headers(), Headers());
    if (IsSafe(asked.request)) Add(probe.name(), std::move(asked));
  }

  std::vector<AskedRequest> Take() && { return std::move(requests_); }

 private:
  using Question = std::tuple<std::string, std::string, std::string,
                              std::vector<std::pair<std::string, std::string>>, bool>;

  void Add(const std::string& name, AskedRequest asked) {
    const HttpRequest& request = asked.request;
    const bool login = asked.logged_in && !load_.login().url().empty();
    if (!known_.insert({request.method, request.url, request.body, request.headers, login}).second)
      return;
    asked.object = absl::StrCat("request ", name);
    requests_.push_back(std::move(asked));
  }

  const LoadShape& load_;
  std::set<Question> known_;
  std::vector<AskedRequest> requests_;
};

}  // namespace

std::vector<AskedRequest> RequestsToAsk(const Stack& stack) {
  Collector collector(stack);
  for (const UserRequest& own : stack.requests()) collector.AddOwn(own);
  collector.AddRead();
  for (const Probe& probe : stack.steady_state()) collector.AddProbe(probe);
  return std::move(collector).Take();
}

std::string PortraitKey(const Stack& stack) {
  Stack asked;
  *asked.mutable_requests() = stack.requests();
  *asked.mutable_load() = stack.load();
  *asked.mutable_steady_state() = stack.steady_state();
  for (UserRequest& request : *asked.mutable_requests()) request.clear_reason();
  return DigestOf(MessageBytes(asked));
}

}  // namespace drill
