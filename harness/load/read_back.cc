#include "harness/load/read_back.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "harness/base/clock.h"
#include "harness/base/descriptor.h"
#include "harness/base/status_macros.h"
#include "harness/load/load_request.h"
#include "harness/probe/http_session.h"
#include "harness/probe/trusted_certificates.h"

namespace drill {
namespace {

// Most failed writes that the check's text describes.
constexpr size_t kTold = 3;

// A key is "<prefix>-<n>".
absl::string_view NumberOf(absl::string_view key) { return key.substr(key.rfind('-') + 1); }

std::vector<const StoredWrite*> Chosen(const std::vector<StoredWrite>& stored) {
  const size_t count = std::min<size_t>(stored.size(), kWritesReadBack);
  std::vector<const StoredWrite*> chosen;
  for (size_t i = 0; i < count; ++i) chosen.push_back(&stored[i * stored.size() / count]);
  return chosen;
}

// In JSON a text stands otherwise where it has quotes or line ends in it.
bool Holds(const std::string& body, const std::string& text) {
  if (absl::StrContains(body, text)) return true;
  const std::string quoted = nlohmann::json(text).dump();
  return absl::StrContains(body, quoted.substr(1, quoted.size() - 2));
}

// Why the answer is not as it should be; empty where it is.
std::string WhyNot(const absl::StatusOr<HttpReply>& reply, const StoredWrite& write) {
  if (!reply.ok()) return std::string(reply.status().message());
  if (reply->status < 200 || reply->status >= 300) return absl::StrCat("status ", reply->status);
  std::vector<std::string> wanted = write.contents;
  if (wanted.empty()) wanted = {write.key};
  const bool whole = std::all_of(wanted.begin(), wanted.end(), [&reply](const std::string& text) {
    return Holds(reply->body, text);
  });
  return whole ? "" : "another answer than what was written";
}

class Reader {
 public:
  Reader(DrillHost* host, const ReadBackOptions& options)
      : options_(options),
        trusted_(OpenTrustedCertificates(host)),
        session_(options.shape.login(), options.host_names) {}

  // Why the write is not shown; empty where it is.
  std::string Ask(const StoredWrite& write) {
    HttpRequest request =
        ToHttpRequest(options_.shape, options_.shape.read_back(), write.key, NumberOf(write.key));
    if (trusted_.valid()) request.ca_file = trusted_.Path();
    std::string why_not;
    for (int look = 0; look < options_.looks; ++look) {
      if (look > 0) RealClock().Sleep(options_.between_looks);
      why_not = WhyNot(session_.Exchange(request), write);
      if (why_not.empty()) break;
    }
    return why_not;
  }

 private:
  const ReadBackOptions& options_;
  const Descriptor trusted_;
  HttpSession session_;
};

}  // namespace

absl::StatusOr<CheckResult> ReadBack(DrillHost* host, const ReadBackOptions& options,
                                     const std::vector<StoredWrite>& stored) {
  const std::vector<const StoredWrite*> chosen = Chosen(stored);
  Reader reader(host, options);
  std::vector<std::string> missed;
  RETURN_IF_ERROR(host->InNetwork([&] {
    for (const StoredWrite* write : chosen) {
      const std::string why_not = reader.Ask(*write);
      if (!why_not.empty()) missed.push_back(absl::StrCat(write->key, ": ", why_not));
    }
    return absl::OkStatus();
  }));
  CheckResult check;
  check.set_name("read_back");
  check.set_passed(missed.empty());
  check.set_expected(absl::StrCat("users are shown each of ", chosen.size(), " of their writes"));
  check.set_actual(absl::StrCat(chosen.size() - missed.size(), " of ", chosen.size()));
  check.set_source("the stack's load.read_back");
  const size_t more = missed.size() - std::min(missed.size(), kTold);
  missed.resize(missed.size() - more);
  if (!missed.empty()) absl::StrAppend(check.mutable_actual(), "; ", absl::StrJoin(missed, "; "));
  if (more > 0) absl::StrAppend(check.mutable_actual(), "; and ", more, " more");
  return check;
}

}  // namespace drill
