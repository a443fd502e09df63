// Health endpoints that a document states in a table, with what it expects of each.
#ifndef HARNESS_RUNBOOK_ENDPOINT_H_
#define HARNESS_RUNBOOK_ENDPOINT_H_

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"
#include "harness/runbook/document.h"
#include "harness/runbook/shell_block.h"

namespace drill {

struct Endpoint {
  // As the document writes it, e.g. "GET :8081/metrics".
  std::string words;
  std::string method;
  // Whole: "http://localhost:8081/metrics".
  std::string url;
  // Statuses that are right. Empty: the document does not say (any answer below 400 then).
  std::vector<int> statuses;
  // Keys of the JSON answer and their values; an empty value: the key must be there.
  std::vector<std::pair<std::string, std::string>> json;
  // Text the answer must contain.
  std::vector<std::string> contains;
  // What the document says it expects, whole.
  std::string expected;
  int line = 0;
};

// The endpoints of all endpoint tables. `base_url` (such as "http://localhost:5000") is put before
// a path without a host; `:8081/x` means http://localhost:8081/x.
std::vector<Endpoint> FindEndpoints(const Document& document, absl::string_view base_url);

// URLs that curl or wget is called with; for information only.
struct MentionedUrl {
  std::string url;
  int line = 0;
};
std::vector<MentionedUrl> FindMentionedUrls(const ShellBlock& block);

}  // namespace drill

#endif  // HARNESS_RUNBOOK_ENDPOINT_H_
