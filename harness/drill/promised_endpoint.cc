#include "harness/drill/promised_endpoint.h"

#include <array>
#include <filesystem>

#include "absl/strings/str_cat.h"

namespace drill {
namespace {

// Statuses that are accepted where the document names none: success, or a redirect.
constexpr std::array<int, 8> kAnswers = {200, 201, 204, 301, 302, 303, 307, 308};

}  // namespace

PromisedEndpoint ToPromised(const Endpoint& endpoint, const std::string& runbook_file) {
  PromisedEndpoint promised;
  promised.source =
      absl::StrCat(std::filesystem::path(runbook_file).filename().string(), ":", endpoint.line);
  HttpProbe& probe = promised.probe;
  probe.set_url(endpoint.url);
  probe.set_method(endpoint.method);
  for (const int status : endpoint.statuses) probe.add_status(status);
  if (endpoint.statuses.empty()) {
    for (const int status : kAnswers) probe.add_status(status);
  }
  for (const auto& [key, value] : endpoint.json) {
    JsonExpectation& expectation = *probe.add_json();
    expectation.set_key(key);
    expectation.set_value(value);
  }
  for (const std::string& text : endpoint.contains) probe.add_contains(text);
  return promised;
}

}  // namespace drill
