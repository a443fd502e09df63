#include "harness/runbook/shell_blocks.h"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "harness/base/status_macros.h"
#include "harness/runbook/shell_syntax.h"
#include "harness/runbook/shfmt.h"
#include "nlohmann/json.hpp"

namespace drill {
namespace {

using Json = nlohmann::json;

// Where a text stands in the one that holds all of them.
struct Place {
  size_t begin = 0;
  size_t end = 0;
  int lines_before = 0;
};

size_t BeginOf(const Json& node) { return node["Pos"].value("Offset", size_t{0}); }
size_t EndOf(const Json& node) { return node["End"].value("Offset", size_t{0}); }

// Makes every position in the tree one of the text by itself. Iterative, for trees of any depth.
void MoveBack(Json& root, const Place& place) {
  std::vector<Json*> open = {&root};
  while (!open.empty()) {
    Json& node = *open.back();
    open.pop_back();
    if (node.is_object() && node.contains("Offset") && node.contains("Line")) {
      // Line 0 marks a position without text, such as that of a `;` that nobody wrote.
      if (node["Line"] == 0) continue;
      node["Offset"] = node["Offset"].get<size_t>() - place.begin;
      node["Line"] = node["Line"].get<int>() - place.lines_before;
      continue;
    }
    if (!node.is_structured()) continue;
    for (Json& child : node) open.push_back(&child);
  }
}

class Splitter {
 public:
  Splitter(Json file, const std::vector<Place>& places)
      : places_(places), files_(places.size(), Json::object()) {
    for (Json& statement : file["Stmts"]) AddStatement(std::move(statement));
    for (const Json& comment : file["Last"]) AddComment(comment);
  }

  // The tree of each text; nothing is to be had of a text when one reaches into the next.
  bool whole() const { return whole_; }
  Json Take(size_t index) {
    MoveBack(files_[index], places_[index]);
    return std::move(files_[index]);
  }

 private:
  size_t IndexAt(size_t offset) const {
    size_t index = 0;
    while (index + 1 < places_.size() && places_[index + 1].begin <= offset) ++index;
    return index;
  }

  void AddStatement(Json statement) {
    const size_t index = IndexAt(BeginOf(statement));
    whole_ = whole_ && EndOf(statement) <= places_[index].end;
    // Those before a statement are its own even when they stand in the text before.
    const Json comments = std::exchange(statement["Comments"], Json::array());
    for (const Json& comment : comments) {
      if (IndexAt(BeginOf(comment)) == index)
        statement["Comments"].push_back(comment);
      else
        AddComment(comment);
    }
    files_[index]["Stmts"].push_back(std::move(statement));
  }

  void AddComment(const Json& comment) {
    files_[IndexAt(BeginOf(comment))]["Last"].push_back(comment);
  }

  const std::vector<Place>& places_;
  std::vector<Json> files_;
  bool whole_ = true;
};

// The texts one after another, with an empty line between them.
std::string Join(const std::vector<ShellText>& texts, std::vector<Place>& places) {
  std::string joined;
  int lines = 0;
  for (const ShellText& one : texts) {
    places.push_back({joined.size(), joined.size() + one.text.size(), lines});
    absl::StrAppend(&joined, one.text, "\n\n");
    for (const char c : one.text) lines += c == '\n' ? 1 : 0;
    lines += 2;
  }
  return joined;
}

// A backslash at a text's end would join it to the empty line behind it.
bool EndsOpen(const ShellText& one) { return absl::EndsWith(one.text, "\\"); }

// The joined texts could not be parsed as one: one of them is incomplete. Parse each half by
// itself.
absl::StatusOr<std::vector<ShellBlock>> InHalves(const std::vector<ShellText>& texts) {
  const auto middle = texts.begin() + static_cast<long>(texts.size() / 2);
  ASSIGN_OR_RETURN(std::vector<ShellBlock> blocks,
                   ParseShellBlocks(std::vector<ShellText>(texts.begin(), middle)));
  ASSIGN_OR_RETURN(std::vector<ShellBlock> second,
                   ParseShellBlocks(std::vector<ShellText>(middle, texts.end())));
  std::move(second.begin(), second.end(), std::back_inserter(blocks));
  return blocks;
}

}  // namespace

absl::StatusOr<std::vector<ShellBlock>> ParseShellBlocks(const std::vector<ShellText>& texts) {
  if (texts.empty()) return std::vector<ShellBlock>();
  if (texts.size() == 1) {
    ASSIGN_OR_RETURN(ShellBlock block, ParseShellBlock(texts[0].text, texts[0].first_line));
    return std::vector<ShellBlock>{std::move(block)};
  }
  if (std::any_of(texts.begin(), texts.end(), EndsOpen)) return InHalves(texts);
  std::vector<Place> places;
  const std::string joined = Join(texts, places);
  ASSIGN_OR_RETURN(ShfmtAnswer answer, RunShfmt(joined));
  if (!answer.complaint.empty()) return InHalves(texts);
  Splitter splitter(std::move(answer.tree), places);
  if (!splitter.whole()) return InHalves(texts);
  std::vector<ShellBlock> blocks;
  for (size_t i = 0; i < texts.size(); ++i)
    blocks.push_back(ReadSyntaxTree(splitter.Take(i), texts[i].text, texts[i].first_line));
  return blocks;
}

}  // namespace drill
