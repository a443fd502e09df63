#include "harness/drill/promised_endpoint.h"

#include <filesystem>

#include "absl/strings/str_cat.h"

namespace drill {
namespace {

// Statuses that are right where the document names none.
constexpr int kFirstGood = 200;
constexpr int kFirstBad = 400;

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
    for (int status = kFirstGood; status < kFirstBad; ++status) probe.add_status(status);
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
