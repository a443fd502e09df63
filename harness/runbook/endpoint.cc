#include "harness/runbook/endpoint.h"

#include <algorithm>
#include <optional>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "harness/base/regex.h"
#include "harness/runbook/shell_block.h"

namespace drill {
namespace {

std::optional<size_t> Column(const Table& table, std::initializer_list<const char*> names) {
  for (const char* name : names) {
    for (size_t i = 0; i < table.header.size(); ++i) {
      if (absl::StrContains(absl::AsciiStrToLower(table.header[i].text), name)) return i;
    }
  }
  return std::nullopt;
}

struct Address {
  std::string method;
  std::string address;
  // The document says which method, so that it is a request and no mere place.
  bool method_said = false;
};

// "GET /api/health", ":8081/metrics", "https://host/x", "/health".
std::optional<Address> ReadAddress(const std::string& text) {
  static const auto* const pattern =
      new RE2(R"((?i)\s*(?:(GET|POST|PUT|HEAD|DELETE|PATCH|OPTIONS)\s+)?(https?://\S+|:\d+\S*|/\S*)"
              R"(|[\w.-]+:\d+\S*)\s*)");
  if (!IsRegex(*pattern, text)) return std::nullopt;
  const std::optional<RegexMatch> match = FindRegex(*pattern, text);
  Address result{"GET", match->str(2), match->matched(1)};
  if (result.method_said) result.method = absl::AsciiStrToUpper(match->groups[1]);
  return result;
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
void ReadJson(absl::string_view expected, Endpoint& endpoint) {
  static const auto* const said =
      new RE2(R"x((?i)`"?([\w.]+)"?`\s*(?:is|=|==|equals|:|of)\s*(?:[^`,;]*?\(?)`"?([^`"]*)"?`)x");
  static const auto* const written = new RE2(R"x("([\w.]+)"\s*:\s*"?([^",}\s]+)"?)x");
  static const auto* const pair = new RE2(R"(`([A-Za-z_][\w.]*)\s*[:=]\s*([\w.-]+)`)");
  for (const RE2* pattern : {said, written, pair}) {
    for (const RegexMatch& match : FindAllRegex(*pattern, expected))
      AddOnce(endpoint.json, match.str(1), match.str(2));
  }
  static const auto* const keys = new RE2(R"((?i)\bkeys?\b((?:[\s,:]|and|`[\w.]+`)+))");
  static const auto* const name = new RE2(R"(`([\w.]+)`)");
  for (const RegexMatch& list : FindAllRegex(*keys, expected)) {
    for (const RegexMatch& key : FindAllRegex(*name, list.groups[1]))
      AddOnce(endpoint.json, key.str(1), "");
  }
}

void ReadStatuses(absl::string_view expected, std::vector<int>& statuses) {
  static const auto* const status =
      new RE2(R"((?i)(?:^|[^\d.])(?:HTTP(?:/[\d.]+)?\s*)?\b([1-5]\d\d))");
  // More digits, a fraction, or a unit: another number.
  static const auto* const number = new RE2(R"((?i)^(?:\d|\.\d|\s*(?:ms|s|seconds?|rows?)\b))");
  for (const RegexMatch& match : FindAllRegex(*status, expected)) {
    int code = 0;
    if (!ContainsRegex(*number, expected.substr(match.end)) &&
        absl::SimpleAtoi(match.groups[1], &code))
      statuses.push_back(code);
  }
}

void ReadExpectation(absl::string_view expected, Endpoint& endpoint) {
  static const auto* const contains =
      new RE2(R"x((?i)(?:contains?|containing|includes?|with)\s+(?:the\s+)?)x"
              R"x((?:text\s+|line\s+)?[`"]([^`"]+)[`"])x");
  ReadStatuses(expected, endpoint.statuses);
  ReadJson(expected, endpoint);
  for (const RegexMatch& match : FindAllRegex(*contains, expected)) {
    const std::string text = match.str(1);
    const bool is_key = std::any_of(endpoint.json.begin(), endpoint.json.end(),
                                    [&](const auto& pair) { return pair.first == text; });
    if (!is_key) endpoint.contains.push_back(text);
  }
}

// A file's place, not a server's answer.
bool IsFile(absl::string_view address) {
  static const auto* const file = new RE2(
      R"((?:/(?:var|etc|opt|home|usr|tmp|srv|root|mnt|data|backups?|run|lib|bin|sbin|dev|proc))"
      R"((?:/.*)?)"
      R"(|.*\.(?:sh|conf|cfg|ini|log|sql|gz|tar|ya?ml|toml|env|md|py|js|ts|go|service|sock)))");
  return IsRegex(*file, address);
}

// What is in the row tells whether somebody promises an answer there, or only where something is.
bool SpeaksOfHealth(const TableRow& row) {
  static const auto* const words = new RE2(
      R"((?i)(?:\b|_)(?:health\w*|healthz|ready|readyz|readiness|live|livez|liveness|alive|ping)"
      R"(|heartbeat|reachable|responds?|answers?|HTTP [1-5]\d\d|20[014]|30[12])(?:\b|_))");
  return std::any_of(row.cells.begin(), row.cells.end(),
                     [](const TableCell& cell) { return ContainsRegex(*words, cell.text); });
}

// How a table names its endpoints. Without a column for them a row needs a method of its own.
struct Columns {
  std::optional<size_t> address, method, expected;
  // The column is one of endpoints: each row promises an answer.
  bool promised = false;
};

Columns ColumnsOf(const Table& table) {
  Columns columns;
  columns.address = Column(table, {"endpoint", "url", "path", "health check", "check", "address"});
  columns.method = Column(table, {"method", "verb"});
  columns.expected =
      Column(table, {"expected", "expect", "response", "should", "healthy", "status", "answer"});
  columns.promised =
      columns.method.has_value() || Column(table, {"endpoint", "health check"}).has_value();
  return columns;
}

// The row's cell that is an address, with what it says.
std::optional<std::pair<size_t, Address>> AddressIn(const TableRow& row, const Columns& columns) {
  if (columns.address && *columns.address < row.cells.size()) {
    std::optional<Address> found = ReadAddress(row.cells[*columns.address].text);
    if (found && (found->method_said || columns.promised ||
                  (SpeaksOfHealth(row) && !IsFile(found->address))))
      return std::make_pair(*columns.address, *std::move(found));
  }
  for (size_t i = 0; i < row.cells.size(); ++i) {
    std::optional<Address> found = ReadAddress(row.cells[i].text);
    if (found && found->method_said && (found->method == "GET" || found->method == "HEAD"))
      return std::make_pair(i, *std::move(found));
  }
  return std::nullopt;
}

void AddTable(const Table& table, absl::string_view base_url, std::vector<Endpoint>& endpoints) {
  const Columns columns = ColumnsOf(table);
  for (const TableRow& row : table.rows) {
    const auto found = AddressIn(row, columns);
    if (!found) continue;
    Endpoint endpoint;
    endpoint.words = row.cells[found->first].text;
    endpoint.method = found->second.method;
    if (columns.method && *columns.method < row.cells.size() &&
        !row.cells[*columns.method].text.empty())
      endpoint.method = absl::AsciiStrToUpper(row.cells[*columns.method].text);
    endpoint.url = WholeUrl(found->second.address, base_url);
    endpoint.line = row.line;
    if (columns.expected && *columns.expected < row.cells.size() &&
        *columns.expected != found->first) {
      endpoint.expected = row.cells[*columns.expected].text;
      ReadExpectation(row.cells[*columns.expected].marked, endpoint);
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

std::vector<MentionedUrl> FindMentionedUrls(const ShellBlock& block) {
  std::vector<MentionedUrl> urls;
  for (const Statement& statement : block.statements) {
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
  return urls;
}

}  // namespace drill
