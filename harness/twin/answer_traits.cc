#include "harness/twin/answer_traits.h"

#include <nlohmann/json.hpp>
#include <set>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"
#include "harness/base/json.h"
#include "harness/base/one_line.h"
#include "harness/base/short_digest.h"
#include "harness/twin/json_shape.h"
#include "harness/twin/portrait.h"
#include "harness/twin/shape.h"

namespace drill {
namespace {

using Fields = std::map<std::string, std::string>;

constexpr size_t kMostMetrics = 200;

std::string Header(const HttpReply& reply, const std::string& name) {
  const auto found = reply.headers.find(name);
  return found == reply.headers.end() ? "" : OneLine(found->second);
}

// "text/html; charset=utf-8" is "text/html".
std::string TypeOf(const HttpReply& reply) {
  const std::string header = Header(reply, "content-type");
  const absl::string_view type = absl::string_view(header).substr(0, header.find(';'));
  return absl::AsciiStrToLower(absl::StripAsciiWhitespace(type));
}

// Where a redirect leads, on whatever host: what is asked there may hold a secret.
std::string PathOf(absl::string_view location) {
  const size_t scheme = location.find("://");
  if (scheme != absl::string_view::npos) {
    const size_t path = location.find('/', scheme + 3);
    location = path == absl::string_view::npos ? "/" : location.substr(path);
  }
  return std::string(location.substr(0, location.find_first_of("?#")));
}

// "utf-8": with another one people read other letters. JSON has none, whatever the header says.
std::string CharsetOf(const HttpReply& reply) {
  const std::string header = absl::AsciiStrToLower(Header(reply, "content-type"));
  for (absl::string_view part : absl::StrSplit(header, ';')) {
    part = absl::StripAsciiWhitespace(part);
    if (absl::ConsumePrefix(&part, "charset=")) return absl::StrReplaceAll(part, {{"\"", ""}});
  }
  return "";
}

// "session (httponly, path=/, secure)". How long it lives counts from now, and is left out.
std::string WithAttributes(const std::string& cookie) {
  const std::vector<std::string> parts = absl::StrSplit(cookie, ';');
  std::set<std::string> attributes;
  for (size_t i = 1; i < parts.size(); ++i) {
    const std::string attribute = absl::AsciiStrToLower(absl::StripAsciiWhitespace(parts[i]));
    if (!attribute.empty() && !absl::StartsWith(attribute, "expires") &&
        !absl::StartsWith(attribute, "max-age"))
      attributes.insert(attribute);
  }
  const std::string name = parts[0].substr(0, parts[0].find('='));
  return attributes.empty() ? name : absl::StrCat(name, " (", absl::StrJoin(attributes, ", "), ")");
}

std::string Cookies(const HttpReply& reply) {
  std::set<std::string> cookies;
  for (const std::string& cookie : reply.cookies) cookies.insert(WithAttributes(cookie));
  return absl::StrJoin(cookies, ", ");
}

// What browsers obey: who may read the answer, what it may load, how it is shown or saved.
void AddObeyed(const HttpReply& reply, Fields* fields) {
  constexpr const char* kObeyed[] = {
      "access-control-allow-credentials",
      "access-control-allow-headers",
      "access-control-allow-methods",
      "access-control-allow-origin",
      "content-disposition",
      "content-language",
      "content-security-policy",
      "cross-origin-opener-policy",
      "cross-origin-resource-policy",
      "permissions-policy",
      "referrer-policy",
      "strict-transport-security",
      "www-authenticate",
      "x-content-type-options",
      "x-frame-options",
  };
  for (const char* name : kObeyed)
    if (const std::string value = Header(reply, name); !value.empty())
      fields->emplace(name, DigestOf(ShapeOf(value)));
}

// Classes so wide that a few more words make no other one.
std::string SizeClass(size_t size) {
  if (size == 0) return "empty";
  for (const size_t kibibytes : {4, 64, 1024})
    if (size <= kibibytes << 10) return absl::StrCat("up to ", kibibytes, " KiB");
  return "more than 1 MiB";
}

bool IsText(absl::string_view type, absl::string_view body) {
  if (absl::StrContains(body, '\0')) return false;
  return absl::StartsWith(type, "text/") || absl::StrContains(type, "xml") ||
         absl::StrContains(type, "javascript") || absl::StrContains(type, "json") || type.empty();
}

bool IsMetrics(const HttpReply& reply) {
  const std::string header = Header(reply, "content-type");
  return absl::StrContains(header, "version=0.0.4") || absl::StrContains(header, "openmetrics");
}

// Values and labels come and go with what is asked and what fails.
void AddMetrics(absl::string_view body, Fields* fields) {
  size_t metrics = 0;
  for (const absl::string_view line : absl::StrSplit(body, '\n')) {
    const std::vector<std::string> words = absl::StrSplit(line, ' ', absl::SkipEmpty());
    if (words.size() != 4 || words[0] != "#" || words[1] != "TYPE") continue;
    if (++metrics > kMostMetrics) return;
    fields->emplace(absl::StrCat("metric ", OneLine(words[2])), OneLine(words[3]));
  }
}

void AddJson(const nlohmann::json& body, Fields* fields) {
  const JsonShape shape = ShapeOfJson(body);
  fields->emplace("shape", shape.outline);
  fields->emplace("elements", shape.elements);
  for (const auto& [path, digest] : shape.values) {
    const std::string name = absl::StrCat("value", path.empty() ? "" : " ", OneLine(path));
    fields->emplace(name, digest);
  }
}

void AddBody(const HttpReply& reply, const std::string& type, Fields* fields) {
  if (IsMetrics(reply)) return AddMetrics(reply.body, fields);
  if (absl::StrContains(type, "json")) {
    const nlohmann::json body = ParseJson(reply.body);
    if (!body.is_discarded()) return AddJson(body, fields);
  }
  fields->emplace("size", SizeClass(reply.body.size()));
  if (reply.body.empty()) return;
  fields->emplace("body", DigestOf(IsText(type, reply.body) ? ShapeOf(reply.body) : reply.body));
}

void LeaveOutEmpty(Fields* fields) {
  for (auto field = fields->begin(); field != fields->end();)
    field = field->second.empty() ? fields->erase(field) : std::next(field);
}

}  // namespace

Fields HeadFieldsOf(const HttpReply& reply) {
  Fields fields;
  const std::string type = TypeOf(reply);
  fields.emplace("status", absl::StrCat(reply.status));
  fields.emplace("type", type);
  if (!absl::StrContains(type, "json")) fields.emplace("charset", CharsetOf(reply));
  fields.emplace("location", PathOf(Header(reply, "location")));
  fields.emplace("cache-control", absl::AsciiStrToLower(Header(reply, "cache-control")));
  fields.emplace("server", Header(reply, "server"));
  fields.emplace("cookies", Cookies(reply));
  AddObeyed(reply, &fields);
  LeaveOutEmpty(&fields);
  return fields;
}

Fields FieldsOf(const HttpReply& reply) {
  Fields fields = HeadFieldsOf(reply);
  AddBody(reply, TypeOf(reply), &fields);
  LeaveOutEmpty(&fields);
  return fields;
}

}  // namespace drill
