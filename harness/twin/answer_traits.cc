#include "harness/twin/answer_traits.h"

#include <nlohmann/json.hpp>
#include <set>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "harness/base/json.h"
#include "harness/base/one_line.h"
#include "harness/twin/json_shape.h"
#include "harness/twin/portrait.h"
#include "harness/twin/shape.h"

namespace drill {
namespace {

using Fields = std::map<std::string, std::string>;

constexpr size_t kLargestText = 256 << 10;
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

std::string CookieNames(const HttpReply& reply) {
  std::set<std::string> names;
  for (const std::string& cookie : reply.cookies) names.insert(cookie.substr(0, cookie.find('=')));
  return absl::StrJoin(names, ", ");
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
  if (reply.body.empty() || reply.body.size() > kLargestText || !IsText(type, reply.body)) return;
  fields->emplace("body", DigestOf(ShapeOf(reply.body)));
}

}  // namespace

Fields FieldsOf(const HttpReply& reply) {
  Fields fields;
  const std::string type = TypeOf(reply);
  fields.emplace("status", absl::StrCat(reply.status));
  fields.emplace("type", type);
  fields.emplace("location", PathOf(Header(reply, "location")));
  fields.emplace("cache-control", absl::AsciiStrToLower(Header(reply, "cache-control")));
  fields.emplace("server", Header(reply, "server"));
  fields.emplace("cookies", CookieNames(reply));
  AddBody(reply, type, &fields);
  for (auto field = fields.begin(); field != fields.end();)
    field = field->second.empty() ? fields.erase(field) : std::next(field);
  return fields;
}

}  // namespace drill
