#include "harness/runbook/procedure.h"

#include <algorithm>
#include <set>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"

namespace drill {
namespace {

constexpr size_t kNearest = 5;

std::string Describe(const Document& document, size_t index) {
  return absl::StrCat("\"", ProcedureName(document, index), "\" (", document.path, ":",
                      document.headings[index].line, ")");
}

bool Reads(const Heading& heading, absl::string_view wanted) {
  const std::string normal = NormalHeading(wanted);
  return heading.text == wanted || (!normal.empty() && NormalHeading(heading.text) == normal);
}

// The headings above one, the nearest first.
std::vector<size_t> Ancestors(const Document& document, size_t index) {
  std::vector<size_t> ancestors;
  int level = document.headings[index].level;
  for (size_t i = index; i-- > 0;) {
    if (document.headings[i].level >= level) continue;
    level = document.headings[i].level;
    ancestors.push_back(i);
  }
  return ancestors;
}

// Whether the names before the last one are headings above it, in this order, some left out.
bool LiesBelow(const Document& document, size_t index, const std::vector<std::string>& names) {
  size_t left = names.size() - 1;
  for (size_t ancestor : Ancestors(document, index)) {
    if (left > 0 && Reads(document.headings[ancestor], names[left - 1])) --left;
  }
  return left == 0;
}

// "Image / Procedure": the headings that stand below others.
std::vector<size_t> PathMatches(const Document& document, absl::string_view wanted) {
  std::vector<size_t> found;
  for (const char* separator : {" / ", " > "}) {
    const std::vector<std::string> names = absl::StrSplit(wanted, separator);
    if (names.size() < 2) continue;
    for (size_t i = 0; i < document.headings.size(); ++i) {
      if (Reads(document.headings[i], names.back()) && LiesBelow(document, i, names))
        found.push_back(i);
    }
    if (!found.empty()) break;
  }
  return found;
}

// Words that both have, then nearness in the document's order.
std::string Nearest(const Document& document, absl::string_view wanted) {
  const std::set<std::string> words = absl::StrSplit(NormalHeading(wanted), ' ');
  std::vector<std::pair<int, size_t>> scored;
  for (size_t i = 0; i < document.headings.size(); ++i) {
    int common = 0;
    for (const std::string& word : std::vector<std::string>(
             absl::StrSplit(NormalHeading(document.headings[i].text), ' ', absl::SkipEmpty()))) {
      common += static_cast<int>(words.count(word));
    }
    scored.emplace_back(-common, i);
  }
  std::stable_sort(scored.begin(), scored.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<std::string> names;
  for (size_t i = 0; i < scored.size() && i < kNearest; ++i)
    names.push_back(Describe(document, scored[i].second));
  return names.empty() ? "it has no headings"
                       : absl::StrCat("nearest: ", absl::StrJoin(names, ", "));
}

std::vector<size_t> Matches(const Document& document, absl::string_view wanted, bool tolerant) {
  std::vector<size_t> found;
  const std::string normal = NormalHeading(wanted);
  for (size_t i = 0; i < document.headings.size(); ++i) {
    const std::string& text = document.headings[i].text;
    if (tolerant ? !normal.empty() && NormalHeading(text) == normal : text == wanted)
      found.push_back(i);
  }
  return found;
}

}  // namespace

std::string NormalHeading(absl::string_view text) {
  std::vector<std::string> words;
  std::string word;
  for (size_t i = 0; i <= text.size(); ++i) {
    const unsigned char c = i < text.size() ? static_cast<unsigned char>(text[i]) : ' ';
    // Emoji and dashes lie at or above U+2000, three bytes and more; letters of other languages
    // below.
    const bool letter = absl::ascii_isalnum(c) || (c >= 0xC3 && c <= 0xDF);
    if (letter) {
      word += static_cast<char>(absl::ascii_tolower(c));
      if (c >= 0xC3 && i + 1 < text.size()) word += text[++i];
    } else if (c >= 0xE0) {
      i += c >= 0xF0 ? 3 : 2;
      if (!word.empty()) words.push_back(std::exchange(word, ""));
    } else if (!word.empty() && c != '\'') {
      words.push_back(std::exchange(word, ""));
    }
  }
  const auto is_number = [](const std::string& w) {
    return w.find_first_not_of("0123456789") == std::string::npos;
  };
  while (words.size() > 1 && is_number(words[0])) words.erase(words.begin());
  return absl::StrJoin(words, " ");
}

std::string ProcedureName(const Document& document, size_t index) {
  const std::string& text = document.headings[index].text;
  const auto same = [&](const Heading& other) { return Reads(other, text); };
  if (std::count_if(document.headings.begin(), document.headings.end(), same) < 2) return text;
  std::string path = text;
  for (size_t ancestor : Ancestors(document, index)) {
    path = absl::StrCat(document.headings[ancestor].text, " / ", path);
    if (PathMatches(document, path).size() == 1) break;
  }
  return path;
}

Procedure ProcedureAt(const Document& document, size_t index) {
  Procedure procedure;
  procedure.heading = document.headings[index];
  procedure.first_line = procedure.heading.line;
  procedure.last_line = document.line_count;
  for (size_t i = index + 1; i < document.headings.size(); ++i) {
    if (document.headings[i].level > procedure.heading.level) continue;
    procedure.last_line = document.headings[i].line - 1;
    break;
  }
  for (const CodeBlock& block : document.blocks) {
    if (block.line >= procedure.first_line && block.line <= procedure.last_line)
      procedure.blocks.push_back(block);
  }
  return procedure;
}

std::vector<std::string> ProcedureHeadings(const Document& document) {
  std::vector<std::string> headings;
  for (size_t i = 0; i < document.headings.size(); ++i) {
    const int first = document.headings[i].line;
    const int next =
        i + 1 < document.headings.size() ? document.headings[i + 1].line : document.line_count + 1;
    const bool has_block =
        std::any_of(document.blocks.begin(), document.blocks.end(), [&](const CodeBlock& block) {
          return block.runnable() && block.line > first && block.line < next;
        });
    if (has_block) headings.push_back(ProcedureName(document, i));
  }
  return headings;
}

absl::StatusOr<Procedure> FindProcedure(const Document& document, absl::string_view heading) {
  absl::string_view wanted = absl::StripAsciiWhitespace(heading);
  while (!wanted.empty() && wanted[0] == '#') wanted.remove_prefix(1);
  wanted = absl::StripLeadingAsciiWhitespace(wanted);
  std::vector<size_t> found = Matches(document, wanted, /*tolerant=*/false);
  if (found.empty()) found = Matches(document, wanted, /*tolerant=*/true);
  if (found.empty()) found = PathMatches(document, wanted);
  if (found.empty()) {
    return absl::NotFoundError(absl::StrCat(document.path, ":1: no heading reads \"", wanted,
                                            "\"; ", Nearest(document, wanted)));
  }
  if (found.size() == 1) return ProcedureAt(document, found[0]);
  std::vector<std::string> places;
  std::set<std::string> names;
  for (size_t index : found) {
    places.push_back(Describe(document, index));
    names.insert(ProcedureName(document, index));
  }
  return absl::InvalidArgumentError(
      absl::StrCat(document.path, ":", document.headings[found[1]].line, ": the heading \"", wanted,
                   "\" occurs ", found.size(), " times: ", absl::StrJoin(places, ", "), "; ",
                   names.size() == found.size() ? "name it by its path"
                                                : "make the headings of the document differ"));
}

}  // namespace drill
