#include "harness/runbook/stated_output.h"

#include <climits>
#include <optional>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "harness/base/regex.h"
#include "nlohmann/json.hpp"

namespace drill {
namespace {

using nlohmann::json;

// A pattern and the words for it.
struct Expectation {
  std::string pattern;
  bool lacks = false;
  std::string text;
};

Expectation Literally(const std::string& text) {
  return {RE2::QuoteMeta(text), false, absl::StrCat("`", text, "`")};
}

// "...", "<id>", "YYYY": it stands for something else.
bool IsExample(absl::string_view text) {
  static const RE2& example = *new RE2(R"(\.\.\.|…|<[^<>]*>|YYYY|XXX)");
  return ContainsRegex(example, text);
}

// "0" is not printed where "10" is.
Expectation AsWord(const std::string& text) {
  Expectation word = Literally(text);
  if (absl::ascii_isalnum(static_cast<unsigned char>(text.front())))
    word.pattern.insert(0, R"(\b)");
  if (absl::ascii_isalnum(static_cast<unsigned char>(text.back()))) word.pattern += R"(\b)";
  return word;
}

// Empty: it is said in the comments below.
std::optional<std::string> Stated(absl::string_view comment) {
  static const RE2& stated =
      *new RE2(R"((?i)^(?:expect(?:ed)?(?: (?:output|results?|response))?\s*:|expect(?:ed)?\s+\b|)"
               R"(should (?:show|print|return|output|say)\b\s*:?)\s*(.*?)\s*$)");
  const std::optional<RegexMatch> match = FindRegex(stated, comment);
  if (!match) return std::nullopt;
  std::string text = match->str(1);
  if (absl::EndsWith(text, ".") && !absl::EndsWith(text, "..")) text.pop_back();
  return text;
}

// Of an object, its keys with those values that are no objects or lists themselves: what else an
// answer holds, and in what order, a document that shows one does not say.
std::vector<Expectation> KeysOf(const json& object) {
  std::vector<Expectation> expected;
  for (const auto& [key, value] : object.items()) {
    const std::string name = json(key).dump();
    std::string pattern = absl::StrCat(RE2::QuoteMeta(name), R"(\s*:)");
    std::string text = name;
    if (value.is_primitive() && !IsExample(value.dump())) {
      absl::StrAppend(&pattern, R"(\s*)", RE2::QuoteMeta(value.dump()));
      absl::StrAppend(&text, ": ", value.dump());
    }
    expected.push_back({std::move(pattern), false, std::move(text)});
  }
  return expected;
}

std::vector<Expectation> QuotedIn(absl::string_view text) {
  static const RE2& quoted = *new RE2(R"q(`([^`]+)`|"([^"]+)"|(?:^|\s)'([^']+)'(?:\s|$))q");
  std::vector<Expectation> expected;
  for (const RegexMatch& match : FindAllRegex(quoted, text)) {
    for (size_t group = 1; group <= 3; ++group)
      if (match.matched(group) && !IsExample(match.groups[group]))
        expected.push_back(Literally(match.str(group)));
  }
  return expected;
}

// "200", "200 OK", "HTTP 200", "HTTP/1.1 200 OK", "status 200".
std::optional<std::string> HttpStatusIn(absl::string_view text) {
  static const RE2& status = *new RE2(
      R"((?i)^(?:http(?:/[\d.]+)?\s+)?(?:status(?: code)?\s+)?([1-5]\d\d)(?:\s+[a-z ]+)?$)");
  const std::optional<RegexMatch> match = FindRegex(status, text);
  if (!match) return std::nullopt;
  return match->str(1);
}

bool ShowsHttpStatus(const Statement& statement) {
  static const RE2& shows =
      *new RE2(R"(http_code|response_code|\s-[a-zA-Z]*[iIv]|--head\b|--include\b|--verbose\b)");
  return ContainsRegex(shows, statement.text);
}

bool IsOneOf(absl::string_view text, const std::vector<absl::string_view>& words) {
  for (absl::string_view word : words)
    if (absl::EqualsIgnoreCase(text, word)) return true;
  return false;
}

std::vector<Expectation> ExpectationsIn(const std::string& text, const Statement& statement) {
  // What it prints is in a file.
  if (statement.writes_file) return {};
  if (IsOneOf(text, {"nothing", "no output", "empty", "none", "(empty)", "(no output)"}))
    return {{R"(\S)", true, "anything"}};
  const json parsed = json::parse(text, nullptr, /*allow_exceptions=*/false);
  if (parsed.is_object()) return KeysOf(parsed);
  if (const std::optional<std::string> status = HttpStatusIn(text)) {
    if (!ShowsHttpStatus(statement)) return {};
    return {{absl::StrCat(R"(\b)", *status, R"(\b)"), false, absl::StrCat("HTTP ", *status)}};
  }
  // "no `error`", "not "pending"": what must not be there is said in too many ways.
  // Nor can a program tell what is said on a condition, or about what was seen before.
  static const RE2& involved = *new RE2(
      R"((?i)\b(?:no|not|without|never|neither|or|either|if|unless|otherwise|except|match(?:es)?|same)\b)");
  if (ContainsRegex(involved, text)) return {};
  if (std::vector<Expectation> quoted = QuotedIn(text); !quoted.empty()) return quoted;
  // A judgement rather than something that is printed.
  if (IsOneOf(text, {"success", "successful", "ok", "okay", "done", "passed", "pass", "yes"}))
    return {};
  static const RE2& word = *new RE2(R"(^[^\s<>\[\]{}]+$)");
  if (ContainsRegex(word, text) && !IsExample(text)) return {AsWord(text)};
  return {};
}

// Line of the first statement after this one.
int NextLine(const Statement& statement, const ShellBlock& block) {
  int next = INT_MAX;
  for (const Statement& other : block.statements)
    if (other.line > statement.last_line && other.line < next) next = other.line;
  return next;
}

bool Follows(const ShellComment& comment, const Statement& statement, int next) {
  if (comment.line == statement.last_line) return comment.range.begin >= statement.range.end;
  return comment.own_line && comment.line > statement.last_line && comment.line < next;
}

// The comments on the lines right below one, without their marks.
std::string TextBelow(const ShellComment& comment, const ShellBlock& block) {
  std::vector<std::string> lines;
  int line = comment.line;
  for (const ShellComment& other : block.comments) {
    if (!other.own_line || other.line != line + 1) continue;
    lines.push_back(other.text);
    ++line;
  }
  return absl::StrJoin(lines, "\n");
}

}  // namespace

std::vector<StatedOutput> OutputsStated(const Statement& statement, const ShellBlock& block) {
  std::vector<StatedOutput> outputs;
  const int next = NextLine(statement, block);
  for (const ShellComment& comment : block.comments) {
    if (!Follows(comment, statement, next)) continue;
    std::optional<std::string> text = Stated(comment.text);
    if (text && text->empty()) text = TextBelow(comment, block);
    if (!text || text->empty()) continue;
    StatedOutput& stated = outputs.emplace_back();
    stated.line = comment.line;
    stated.text = *text;
    for (Expectation& one : ExpectationsIn(*text, statement)) {
      stated.rules.push_back({std::move(one.pattern), one.lacks, std::move(one.text),
                              absl::StrCat("line ", comment.line, " of the document")});
    }
  }
  return outputs;
}

}  // namespace drill
