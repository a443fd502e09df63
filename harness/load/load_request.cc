#include "harness/load/load_request.h"

#include <map>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"

namespace drill {

HttpRequest ToHttpRequest(const LoadShape& load, const LoadRequest& request, absl::string_view key,
                          absl::string_view number) {
  const std::vector<std::pair<absl::string_view, absl::string_view>> values = {{"{key}", key},
                                                                               {"{n}", number}};
  HttpRequest made;
  made.url = absl::StrCat(load.base_url(), absl::StrReplaceAll(request.path(), values));
  if (!request.method().empty()) made.method = request.method();
  made.body = absl::StrReplaceAll(request.body(), values);
  made.content_type = request.content_type();
  std::map<std::string, std::string> headers(load.headers().begin(), load.headers().end());
  for (const auto& [name, value] : request.headers())
    headers[name] = absl::StrReplaceAll(value, values);
  made.headers.assign(headers.begin(), headers.end());
  return made;
}

}  // namespace drill
