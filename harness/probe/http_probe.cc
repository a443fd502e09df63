#include "harness/probe/http_probe.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/time/time.h"
#include "harness/base/descriptor.h"
#include "harness/base/json.h"
#include "harness/base/one_line.h"
#include "harness/probe/json_value.h"
#include "harness/probe/trusted_certificates.h"

namespace drill {
namespace {

using nlohmann::json;

std::string Text(const json& value) {
  return value.is_string() ? value.get<std::string>() : value.dump();
}

bool StatusIsWanted(const HttpProbe& probe, int status) {
  if (probe.status().empty()) return status == 200;
  return std::find(probe.status().begin(), probe.status().end(), status) != probe.status().end();
}

// The first expectation that does not hold; what was found otherwise goes into `found`.
std::optional<std::string> FirstMismatch(const HttpProbe& probe, const std::string& body,
                                         std::vector<std::string>& found) {
  const json parsed = ParseJson(body);
  for (const JsonExpectation& wanted : probe.json()) {
    if (parsed.is_discarded()) return absl::StrCat("not JSON: ", OneLine(body, 80));
    const json* value = FindJson(parsed, wanted.key());
    if (value == nullptr) return absl::StrCat("no ", wanted.key(), " in ", OneLine(body, 80));
    const std::string text = OneLine(Text(*value), 80);
    if (!wanted.value().empty() && Text(*value) != wanted.value()) {
      return absl::StrCat(wanted.key(), "=", text, ", not ", wanted.value());
    }
    found.push_back(absl::StrCat(wanted.key(), "=", text));
  }
  for (const std::string& text : probe.contains()) {
    if (!absl::StrContains(body, text)) return absl::StrCat("no \"", text, "\" in the body");
    found.push_back(absl::StrCat("\"", text, "\""));
  }
  return std::nullopt;
}

HttpRequest ToRequest(const HttpProbe& probe, absl::Duration timeout) {
  HttpRequest request;
  request.url = probe.url();
  if (!probe.method().empty()) request.method = probe.method();
  request.body = probe.body();
  request.content_type = probe.content_type();
  request.headers.assign(probe.headers().begin(), probe.headers().end());
  request.timeout = timeout;
  return request;
}

}  // namespace

Sight JudgeReply(const HttpProbe& probe, const HttpReply& reply) {
  if (!StatusIsWanted(probe, reply.status)) {
    return Red(absl::StrCat(reply.status, reply.body.empty() ? "" : " ", OneLine(reply.body, 120)));
  }
  std::vector<std::string> found = {absl::StrCat(reply.status)};
  if (const auto mismatch = FirstMismatch(probe, reply.body, found)) {
    return Red(absl::StrCat(reply.status, ", ", *mismatch));
  }
  return Green(absl::StrJoin(found, ", "));
}

Sight LookAtHttp(const ProbeContext& context, const HttpProbe& probe, absl::Duration timeout) {
  const Descriptor trusted = OpenTrustedCertificates(context.host);
  HttpRequest request = ToRequest(probe, timeout);
  if (trusted.valid()) request.ca_file = trusted.Path();
  const absl::StatusOr<HttpReply> reply = ExchangeHttp(request, context.host_names);
  if (absl::IsInvalidArgument(reply.status()))
    return NotSeen(std::string(reply.status().message()));
  Sight sight = reply.ok() ? JudgeReply(probe, *reply) : Red(std::string(reply.status().message()));
  if (!probe.must_fail()) return sight;
  return GreenIf(sight.colour != Observation::Colour::kGreen, sight.seen);
}

}  // namespace drill
