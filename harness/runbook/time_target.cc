#include "harness/runbook/time_target.h"

#include <algorithm>
#include <regex>

#include "absl/status/status.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"

namespace drill {
namespace {

constexpr char kUnit[] =
    R"((milliseconds?|millis|ms|seconds?|secs?|sekunden?|segundos?|s|minutes?|minuten?|minutos?|mins?|m|hours?|hrs?|hr|stunden?|horas?|h)\b\.?)";

absl::Duration Unit(const std::string& word) {
  if (word == "ms" || absl::StartsWith(word, "milli")) return absl::Milliseconds(1);
  if (word[0] == 's' && !absl::StartsWith(word, "st")) return absl::Seconds(1);
  if (word[0] == 'm') return absl::Minutes(1);
  return absl::Hours(1);
}

// Dashes of every kind become `-`, comparison signs their two characters.
std::string Simplify(absl::string_view words) {
  return absl::AsciiStrToLower(absl::StrReplaceAll(words, {{"–", "-"},
                                                           {"—", "-"},
                                                           {"−", "-"},
                                                           {"‑", "-"},
                                                           {"≤", "<="},
                                                           {"≥", ">="},
                                                           {"≈", "~"},
                                                           {"\xC2\xA0", " "},
                                                           {"`", ""},
                                                           {"*", ""}}));
}

std::regex Pattern(const std::string& pattern) {
  return std::regex(pattern, std::regex::icase | std::regex::optimize);
}

bool IsLowerBound(const std::string& before, const std::string& after) {
  static const auto* const more = new std::regex(Pattern(
      R"((?:>=?|more than|over|at least|longer than|exceeds?|minimum(?: of)?|after|every|older than|mehr als)\s*$)"));
  return std::regex_search(before, *more) ||
         absl::StartsWith(absl::StripAsciiWhitespace(after), "+");
}

bool Contains(const std::string& text, std::initializer_list<const char*> words) {
  return std::any_of(words.begin(), words.end(),
                     [&](const char* word) { return absl::StrContains(text, word); });
}

// Is a column (or label) of this name about how long a procedure may take?
bool NamesTarget(absl::string_view name) {
  const std::string text = absl::AsciiStrToLower(name);
  if (Contains(text, {"retention", "kept",      "keep",         "frequency", "cadence",
                      "interval",  "schedule",  "threshold",    "response",  "rpo",
                      "actual",    "last test", "time to live", "ttl",       "timestamp",
                      "date",      "age",       "timeout",      "when",      "first seen"}))
    return false;
  static const auto* const words = new std::regex(Pattern(
      R"(\b(?:rto|target|time|duration|downtime|limit|estimated|eta|sla|recovery|max(?:imum)? acceptable|zeit|dauer|tempo)\b)"));
  return std::regex_search(text, *words);
}

// A row whose own name is about something else.
bool RowIsOtherThanTarget(absl::string_view name) {
  return Contains(absl::AsciiStrToLower(name),
                  {"retention", "backup frequency", "rpo", "timeout", "interval"});
}

// The words that state the limit, without the text around them.
std::string LimitWords(absl::string_view text) {
  static const auto* const pattern = new std::regex(Pattern(absl::StrCat(
      R"((?:(?:<=?|~|≤|≈|about|approx(?:imately)?\.?|ca\.|under|within|up to|less than|max(?:imum)?)\s*)?\d+(?:\.\d+)?\s*(?:(?:-|–|—|to)\s*\d+(?:\.\d+)?\s*)?[- ]?)",
      kUnit)));
  std::smatch match;
  const std::string whole(text);
  return std::regex_search(whole, match, *pattern) ? match.str() : whole;
}

void AddTable(const Table& table, std::vector<TimeTarget>& targets) {
  // Of several time columns the strictest reading is the target's own, then the longest allowed.
  int column = -1, best = 0;
  for (size_t i = 1; i < table.header.size(); ++i) {
    if (!NamesTarget(table.header[i].text)) continue;
    const std::string name = absl::AsciiStrToLower(table.header[i].text);
    const int rank = Contains(name, {"target", "rto"}) ? 3 : Contains(name, {"max"}) ? 2 : 1;
    const bool typical = Contains(name, {"typical"});
    if (rank - (typical ? 2 : 0) > best) {
      best = rank - (typical ? 2 : 0);
      column = static_cast<int>(i);
    }
  }
  if (column < 0) return;
  for (const TableRow& row : table.rows) {
    if (static_cast<int>(row.cells.size()) <= column || RowIsOtherThanTarget(row.cells[0].text))
      continue;
    const std::string& words = row.cells[column].text;
    if (std::optional<absl::Duration> limit = ParseLimit(words))
      targets.push_back({row.cells[0].text, *limit, words, row.line});
  }
}

void AddHeading(const Heading& heading, std::vector<TimeTarget>& targets) {
  static const auto* const parentheses = new std::regex(R"(\(([^()]*)\))");
  for (std::sregex_iterator it(heading.text.begin(), heading.text.end(), *parentheses), none;
       it != none; ++it) {
    const std::string words = (*it)[1].str();
    std::optional<absl::Duration> limit = ParseLimit(words);
    if (!limit) continue;
    const std::string name(absl::StripAsciiWhitespace(
        absl::string_view(heading.text).substr(0, static_cast<size_t>(it->position(0)))));
    targets.push_back({name, *limit, LimitWords(words), heading.line});
  }
}

// "**RTO:** 15 minutes", "**Time to complete: 2-3 minutes**", under the heading before it.
void AddLabel(const Document& document, const Paragraph& paragraph,
              std::vector<TimeTarget>& targets) {
  static const auto* const label =
      new std::regex(R"(\*\*([^*:]{2,40}?)(?::\*\*|\*\*:|:)\s*([^*\n]{1,80}))");
  std::smatch match;
  if (!std::regex_search(paragraph.marked, match, *label) || !NamesTarget(match[1].str())) return;
  std::optional<absl::Duration> limit = ParseLimit(match[2].str());
  if (!limit) return;
  std::string name = match[1].str();
  for (const Heading& heading : document.headings) {
    if (heading.line < paragraph.line) name = absl::StrCat(heading.text, ": ", match[1].str());
  }
  targets.push_back({name, *limit, LimitWords(match[2].str()), paragraph.line});
}

std::string NormalRow(absl::string_view text) {
  return absl::AsciiStrToLower(
      absl::StripAsciiWhitespace(absl::StrReplaceAll(text, {{"*", ""}, {"`", ""}})));
}

}  // namespace

std::optional<absl::Duration> ParseLimit(absl::string_view words) {
  static const auto* const duration = new std::regex(
      Pattern(absl::StrCat(R"((\d+(?:\.\d+)?)\s*(?:)", kUnit,
                           R"()?\s*(?:(?:-|to|bis|a)\s*(\d+(?:\.\d+)?)\s*)?[- ]?)", kUnit)));
  std::string text = Simplify(words);
  std::optional<absl::Duration> limit;
  bool joined = false;
  while (true) {
    std::smatch match;
    if (!std::regex_search(text, match, *duration)) break;
    if (match.position(0) > 0 &&
        (absl::ascii_isalnum(static_cast<unsigned char>(text[match.position(0) - 1])) ||
         absl::StrContains("+.:/", text.substr(match.position(0) - 1, 1)))) {
      text = match.suffix();
      continue;
    }
    const std::string before = match.prefix(), after = match.suffix();
    if (IsLowerBound(before, after)) return std::nullopt;
    double upper = 0;
    const std::string number = match[3].matched ? match[3].str() : match[1].str();
    if (!absl::SimpleAtod(number, &upper)) return std::nullopt;
    // "1 hour 30 minutes" is one duration; "5 minutes or 2 hours" are two.
    const bool continues = joined && absl::StripAsciiWhitespace(before).empty();
    if (limit && !continues) return std::nullopt;
    const absl::Duration one = upper * Unit(match[4].str());
    limit = limit ? *limit + one : one;
    joined = true;
    text = after;
  }
  // "30+ minutes" has its sign before the unit, so that no duration was seen at all.
  return limit;
}

std::vector<TimeTarget> FindTargets(const Document& document) {
  std::vector<TimeTarget> targets;
  for (const Table& table : document.tables) AddTable(table, targets);
  for (const Heading& heading : document.headings) AddHeading(heading, targets);
  for (const Paragraph& paragraph : document.paragraphs) AddLabel(document, paragraph, targets);
  std::stable_sort(targets.begin(), targets.end(),
                   [](const TimeTarget& a, const TimeTarget& b) { return a.line < b.line; });
  return targets;
}

absl::StatusOr<TimeTarget> FindTarget(const Document& document, absl::string_view row) {
  std::vector<TimeTarget> targets;
  for (const Table& table : document.tables) AddTable(table, targets);
  std::vector<std::string> names;
  std::vector<TimeTarget> found;
  for (const TimeTarget& target : targets) {
    names.push_back(absl::StrCat("\"", target.name, "\" (line ", target.line, ")"));
    if (NormalRow(target.name) == NormalRow(row)) found.push_back(target);
  }
  if (found.empty()) {
    return absl::NotFoundError(
        absl::StrCat(document.path, ":1: no table of time targets has a row \"", row,
                     "\"; there are: ", names.empty() ? "none" : absl::StrJoin(names, ", ")));
  }
  for (const TimeTarget& other : found) {
    if (other.limit == found[0].limit) continue;
    return absl::InvalidArgumentError(absl::StrCat(
        document.path, ":", other.line, ": \"", row, "\" has another limit than on line ",
        found[0].line, "; make the document agree with itself"));
  }
  return found[0];
}

}  // namespace drill
