#include "harness/base/regex.h"

#include <algorithm>

#include "re2/stringpiece.h"

namespace drill {
namespace {

// Debian 12's abseil and RE2 each have a string view of their own.
re2::StringPiece Piece(absl::string_view text) {
  return re2::StringPiece(text.data(), text.size());
}

}  // namespace

std::optional<RegexMatch> FindRegex(const RE2& pattern, absl::string_view text, size_t from) {
  if (from > text.size()) return std::nullopt;
  std::vector<re2::StringPiece> pieces(
      static_cast<size_t>(std::max(pattern.NumberOfCapturingGroups(), 0)) + 1);
  if (!pattern.Match(Piece(text), from, text.size(), RE2::UNANCHORED, pieces.data(),
                     static_cast<int>(pieces.size())))
    return std::nullopt;
  RegexMatch match;
  for (const re2::StringPiece& piece : pieces)
    match.groups.emplace_back(piece.data(), piece.size());
  match.begin = static_cast<size_t>(pieces[0].data() - text.data());
  match.end = match.begin + pieces[0].size();
  return match;
}

std::vector<RegexMatch> FindAllRegex(const RE2& pattern, absl::string_view text) {
  std::vector<RegexMatch> matches;
  size_t at = 0;
  while (std::optional<RegexMatch> match = FindRegex(pattern, text, at)) {
    // Step over an empty match, which would be found again for ever.
    at = std::max(match->end, match->begin + 1);
    matches.push_back(*std::move(match));
  }
  return matches;
}

bool ContainsRegex(const RE2& pattern, absl::string_view text) {
  return RE2::PartialMatch(Piece(text), pattern);
}

bool IsRegex(const RE2& pattern, absl::string_view text) {
  return RE2::FullMatch(Piece(text), pattern);
}

}  // namespace drill
