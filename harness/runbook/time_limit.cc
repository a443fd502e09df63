#include "harness/runbook/time_limit.h"

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/strip.h"
#include "harness/base/regex.h"

namespace drill {

namespace {

constexpr char kNumber[] = R"(\d+(?:\.\d+)?)";
constexpr char kUnit[] =
    R"((?:milliseconds?|millis|ms|seconds?|secs?|sekunden?|segundos?|s|minutes?|minuten?|minutos?)"
    R"(|mins?|m|hours?|hrs?|hr|stunden?|horas?|h)\b\.?)";
constexpr char kQualifier[] =
    R"((?:<=?|~|≤|≈|about|around|approx(?:imately)?\.?|circa|ca\.|under|within|up to|less than)"
    R"(|at most|(?:no|not) (?:more|longer) than|max(?:imum)?\.?|typically|usually|roughly|only)"
    R"(|just|an estimated|estimated:?|est\.|target:?))";

absl::Duration Unit(absl::string_view word) {
  if (absl::StartsWith(word, "ms") || absl::StartsWith(word, "milli")) return absl::Milliseconds(1);
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

// A lower bound, or a span of time that limits nothing.
bool IsOtherSpan(absl::string_view before, absl::string_view after) {
  static const auto* const leads = new RE2(
      R"((?:>=?|\b(?:more than|over|at least|longer than|exceeds?|exceeding|minimum(?: of)?|after)"
      R"(|every|each|per|older than|the last|last|past|previous|since|waits?(?: for)?|sleep)"
      R"(|mehr als|mindestens|alle|nach))\s*$)");
  static const auto* const follows =
      new RE2(R"(^\s*(?:\+|(?:or (?:more|longer)|ago|later|after|before|apart|old)\b))");
  return ContainsRegex(*leads, before) || ContainsRegex(*follows, after);
}

bool IsGlued(absl::string_view text, size_t begin) {
  if (begin == 0) return false;
  const char before = text[begin - 1];
  return absl::ascii_isalnum(static_cast<unsigned char>(before)) ||
         absl::string_view("+.:/").find(before) != absl::string_view::npos;
}

}  // namespace

std::optional<absl::Duration> ParseLimit(absl::string_view words) {
  static const auto* const duration =
      new RE2(absl::StrCat("(", kNumber, ")\\s*(?:", kUnit, ")?\\s*(?:(?:-|to|bis|a)\\s*(", kNumber,
                           ")\\s*)?[- ]?(", kUnit, ")"));
  const std::string text = Simplify(words);
  std::optional<absl::Duration> limit;
  size_t at = 0;
  bool joined = false;
  while (std::optional<RegexMatch> match = FindRegex(*duration, text, at)) {
    const absl::string_view before = absl::string_view(text).substr(at, match->begin - at);
    at = match->end;
    if (IsGlued(text, match->begin)) {
      joined = false;
      continue;
    }
    if (IsOtherSpan(before, absl::string_view(text).substr(at))) return std::nullopt;
    double upper = 0;
    if (!absl::SimpleAtod(match->groups[match->matched(2) ? 2 : 1], &upper)) return std::nullopt;
    // "1 hour 30 minutes" is one duration; "5 minutes or 2 hours" are two.
    const bool continues = joined && absl::StripAsciiWhitespace(before).empty();
    if (limit && !continues) return std::nullopt;
    const absl::Duration one = upper * Unit(match->groups[3]);
    limit = limit ? *limit + one : one;
    joined = true;
  }
  // "30+ minutes" has its sign before the unit, so that no duration was seen at all.
  if (limit == absl::ZeroDuration()) return std::nullopt;
  return limit;
}

std::optional<WholeLimit> ParseWholeLimit(absl::string_view words) {
  static const auto* const whole = new RE2(absl::StrCat(
      R"(\s*(?:it )?(?:takes?:?\s+)?)", LimitPattern(), R"((?:\s*)", kNumber, R"(\s*)", kUnit,
      R"()?\s*(?:total|max(?:imum)?|each|or less|at most|tops|estimated|in total)?[\s.!,;:]*)"));
  static const auto* const upper =
      new RE2(R"(<|\b(?:under|up to|less than|at most|(?:no|not) (?:more|longer) than|max|maximum)"
              R"(|or less)\b)");
  const std::string text = Simplify(words);
  if (!IsRegex(*whole, text)) return std::nullopt;
  const std::optional<absl::Duration> limit = ParseLimit(text);
  if (!limit) return std::nullopt;
  return WholeLimit{*limit, ContainsRegex(*upper, text), absl::StrContains(text, "within")};
}

std::string LimitPattern() {
  return absl::StrCat("(?:", kQualifier, "\\s*)*", kNumber, "\\s*(?:", kUnit,
                      ")?\\s*(?:(?:-|–|—|to|bis)\\s*", kNumber, "\\s*)?[- ]?", kUnit);
}

std::string LimitWords(absl::string_view text) {
  static const auto* const pattern = new RE2(absl::StrCat("(?i)", LimitPattern()));
  const std::optional<RegexMatch> match = FindRegex(*pattern, text);
  if (!match) return std::string(text);
  return std::string(absl::StripSuffix(absl::StripAsciiWhitespace(match->groups[0]), "."));
}

}  // namespace drill
