#include "harness/runbook/endpoint.h"

#include <algorithm>
#include <optional>
#include <regex>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "harness/runbook/shell_block.h"

namespace drill {
namespace {

constexpr auto kFlags = std::regex::icase | std::regex::optimize;

std::optional<size_t> Column(const Table& table, std::initializer_list<const char*> names) {
  for (const char* name : names) {
    for (size_t i = 0; i < table.header.size(); ++i) {
      if (absl::StrContains(absl::AsciiStrToLower(table.header[i].text), name)) return i;
    }
  }
  return std::nullopt;
}

// "GET /api/health", ":8081/metrics", "https://host/x", "/health": method and address.
std::optional<std::pair<std::string, std::string>> MethodAndAddress(const std::string& text) {
  static const auto* const pattern = new std::regex(
      R"(^\s*(?:(GET|POST|PUT|HEAD|DELETE|PATCH|OPTIONS)\s+)?(https?://\S+|:\d+\S*|/\S*|(?:localhost|[\w.-]+\.[a-z]{2,}|[\w.-]+):\d+\S*)\s*$)",
      kFlags);
  std::smatch match;
  if (!std::regex_match(text, match, *pattern)) return std::nullopt;
  return std::make_pair(match[1].matched ? absl::AsciiStrToUpper(match[1].str()) : "GET",
                        match[2].str());
}

std::string WholeUrl(const std::string& address, absl::string_view base_url) {
  if (absl::StrContains(address, "://")) return address;
  if (absl::StartsWith(address, ":")) return absl::StrCat("http://localhost", address);
  if (absl::StartsWith(address, "/")) {
    while (absl::EndsWith(base_url, "/")) base_url.remove_suffix(1);
    return absl::StrCat(base_url, address);
  }
  return absl::StrCat("http://", address);
}

void AddOnce(std::vector<std::pair<std::string, std::string>>& json, const std::string& key,
             const std::string& value) {
  for (const auto& [known, other] : json) {
    if (known == key) return;
  }
  json.emplace_back(key, value);
}

// `status` is `ok`; `version` is the deployed one (`2.0.0`); {"status": "ok"}; `status: ok`.
void ReadJson(const std::string& expected, Endpoint& endpoint) {
  static const auto* const said = new std::regex(
      R"x(`"?([\w.]+)"?`\s*(?:is|=|==|equals|:|of)\s*(?:[^`,;]*?\(?)`"?([^`"]*)"?`)x", kFlags);
  static const auto* const written = new std::regex(R"x("([\w.]+)"\s*:\s*"?([^",}\s]+)"?)x");
  static const auto* const pair = new std::regex(R"(`([A-Za-z_][\w.]*)\s*[:=]\s*([\w.-]+)`)");
  for (const std::regex* pattern : {said, written, pair}) {
    for (std::sregex_iterator it(expected.begin(), expected.end(), *pattern), none; it != none;
         ++it)
      AddOnce(endpoint.json, (*it)[1].str(), (*it)[2].str());
  }
  static const auto* const keys = new std::regex(R"(\bkeys?\b((?:[\s,:]|and|`[\w.]+`)+))", kFlags);
  static const auto* const name = new std::regex(R"(`([\w.]+)`)");
  for (std::sregex_iterator it(expected.begin(), expected.end(), *keys), none; it != none; ++it) {
    const std::string list = (*it)[1].str();
    for (std::sregex_iterator key(list.begin(), list.end(), *name); key != none; ++key)
      AddOnce(endpoint.json, (*key)[1].str(), "");
  }
}

void ReadExpectation(const std::string& expected, Endpoint& endpoint) {
  static const auto* const status = new std::regex(
      R"((?:^|[^\d.])(?:HTTP(?:/[\d.]+)?\s*)?([1-5]\d\d)(?![\d.]|\s*(?:ms|s|seconds?|rows?)\b))",
      kFlags);
  static const auto* const contains = new std::regex(
      R"x((?:contains?|containing|includes?|with)\s+(?:the\s+)?(?:text\s+|line\s+)?[`"]([^`"]+)[`"])x",
      kFlags);
  for (std::sregex_iterator it(expected.begin(), expected.end(), *status), none; it != none; ++it) {
    int code = 0;
    if (absl::SimpleAtoi((*it)[1].str(), &code)) endpoint.statuses.push_back(code);
  }
  ReadJson(expected, endpoint);
  for (std::sregex_iterator it(expected.begin(), expected.end(), *contains), none; it != none;
       ++it) {
    const std::string text = (*it)[1].str();
    const bool is_key = std::any_of(endpoint.json.begin(), endpoint.json.end(),
                                    [&](const auto& pair) { return pair.first == text; });
    if (!is_key) endpoint.contains.push_back(text);
  }
}

void AddTable(const Table& table, absl::string_view base_url, std::vector<Endpoint>& endpoints) {
  const std::optional<size_t> address =
      Column(table, {"endpoint", "url", "path", "health check", "check", "address"});
  if (!address) return;
  const std::optional<size_t> method = Column(table, {"method", "verb"});
  const std::optional<size_t> expected =
      Column(table, {"expected", "expect", "response", "should", "healthy", "status", "answer"});
  for (const TableRow& row : table.rows) {
    if (*address >= row.cells.size()) continue;
    const std::string& words = row.cells[*address].text;
    const auto found = MethodAndAddress(words);
    if (!found) continue;
    Endpoint endpoint;
    endpoint.words = words;
    endpoint.method = found->first;
    if (method && *method < row.cells.size() && !row.cells[*method].text.empty())
      endpoint.method = absl::AsciiStrToUpper(row.cells[*method].text);
    endpoint.url = WholeUrl(found->second, base_url);
    endpoint.line = row.line;
    if (expected && *expected < row.cells.size() && *expected != *address) {
      endpoint.expected = row.cells[*expected].text;
      ReadExpectation(row.cells[*expected].marked, endpoint);
    }
    endpoints.push_back(std::move(endpoint));
  }
}

}  // namespace

std::vector<Endpoint> FindEndpoints(const Document& document, absl::string_view base_url) {
  std::vector<Endpoint> endpoints;
  for (const Table& table : document.tables) AddTable(table, base_url, endpoints);
  return endpoints;
}

std::vector<MentionedUrl> FindMentionedUrls(const Document& document) {
  std::vector<MentionedUrl> urls;
  for (const CodeBlock& block : document.blocks) {
    if (!block.runnable()) continue;
    absl::StatusOr<ShellBlock> shell = ParseShellBlock(block.text, block.first_line());
    if (!shell.ok()) continue;
    for (const Statement& statement : shell->statements) {
      for (const ShellCall& call : statement.calls) {
        const std::string program = call.words[0].literal.value_or("");
        if (program != "curl" && program != "wget") continue;
        for (const ShellWord& word : call.words) {
          const std::string text = word.literal.value_or(word.source);
          if (absl::StartsWith(text, "http://") || absl::StartsWith(text, "https://") ||
              absl::StartsWith(text, "localhost"))
            urls.push_back({text, call.line});
        }
      }
    }
  }
  return urls;
}

}  // namespace drill
