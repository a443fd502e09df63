#include "harness/runbook/section_units.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/string_view.h"
#include "harness/base/regex.h"
#include "harness/runbook/block_segments.h"
#include "harness/runbook/rival_ways.h"

namespace drill {
namespace {

using Parts = std::vector<Part>;

// A label is a line, not a paragraph.
constexpr size_t kLongestLabel = 100;

struct Opener {
  OpenerKind kind = OpenerKind::kNone;
  std::string family;
  // A pseudo-heading: it holds until the next one.
  bool label = false;

  bool opens() const { return kind != OpenerKind::kNone || !family.empty(); }
};

bool IsLabel(const Paragraph& paragraph) {
  return paragraph.all_strong || absl::StartsWith(paragraph.marked, "**");
}

Opener OpenerOf(const Paragraph& paragraph) {
  Opener opener;
  opener.label = IsLabel(paragraph);
  opener.kind = opener.label ? ClassifyOpener(paragraph.text) : ClassifyProse(paragraph.text);
  const bool introduces = paragraph.all_strong || absl::EndsWith(paragraph.text, ":");
  if (opener.kind == OpenerKind::kNone && introduces) opener.family = RivalFamily(paragraph.text);
  if (opener.kind == OpenerKind::kOption || !opener.family.empty()) opener.label = true;
  return opener;
}

// An item's first line is its title: "- If you use Docker", "- Option A".
Opener TitleOf(const Paragraph& paragraph) {
  Opener opener = OpenerOf(paragraph);
  if (opener.opens() || paragraph.text.size() > kLongestLabel) return opener;
  const bool sentence = paragraph.text.find_first_of(".,!?") != std::string::npos;
  const OpenerKind kind = ClassifyOpener(paragraph.text);
  if (kind != OpenerKind::kConditional || !sentence) opener.kind = kind;
  if (opener.kind == OpenerKind::kNone) opener.family = RivalFamily(paragraph.text);
  return opener;
}

// "In both cases, …": what several ways have in common after them.
bool EndsOptions(const Paragraph& paragraph) {
  static const RE2* const ends = new RE2(
      R"((?i)^\W*(?:finally|afterwards|after (?:either|any|both|that)|in (?:both|either|any|all) cases?|)"
      R"(either way|whichever|whatever you (?:chose|did)|for (?:both|all) options|regardless)\b)");
  return ContainsRegex(*ends, paragraph.text);
}

class SectionReader {
 public:
  using At = Parts::const_iterator;

  SectionReader(const Document& document, const std::vector<ParsedBlock>& blocks)
      : document_(document), blocks_(blocks) {}

  std::vector<AlternativeGroup> Read(At begin, At end) {
    ReadLevel(begin, end);
    return std::move(groups_);
  }

 private:
  // One level of the document: parts beside each other.
  struct Level {
    std::vector<Unit> units;
    // Whether the last unit takes the parts that follow.
    bool open = false;
    // Whether the last unit has had a block: the next paragraph then does not explain it.
    bool filled = false;
    // Whether the last unit was opened by prose that ends with a colon, which refers to what
    // follows.
    bool colon = false;
    // Levels that lie in this one's parts.
    std::vector<std::pair<At, At>> inside;
  };

  void ReadLevel(At begin, At end) {
    Level level;
    for (At part = begin; part != end;) part = ReadPart(part, end, level);
    const std::vector<std::pair<At, At>> inside = std::move(level.inside);
    Flush(level);
    for (const auto& [first, last] : inside) ReadLevel(first, last);
  }

  At ReadPart(At part, At end, Level& level) {
    switch (part->kind) {
      case PartKind::kHeading:
        Flush(level);
        break;
      case PartKind::kBreak:
        level.open = false;
        break;
      case PartKind::kParagraph:
        return ReadParagraph(part, end, level);
      case PartKind::kBlock:
        Take(part->line, part->last_line, level);
        break;
      case PartKind::kQuote:
        Take(part->line, part->last_line, level);
        level.inside.emplace_back(part->parts.begin(), part->parts.end());
        break;
      case PartKind::kList:
        ReadList(*part, level);
        break;
      case PartKind::kPanel:
        return ReadPanels(part, end, level);
      case PartKind::kTable:
      case PartKind::kItem:
        break;
    }
    return part + 1;
  }

  At ReadParagraph(At part, At end, Level& level) {
    const Paragraph& paragraph = document_.paragraphs[part->index];
    const Opener opener = OpenerOf(paragraph);
    if (!opener.opens()) {
      const bool colon = absl::EndsWith(paragraph.text, ":");
      // A colon's condition may be explained before its block comes.
      if (level.filled || !level.colon || colon || paragraph.all_strong) level.open = false;
      return part + 1;
    }
    At last = part + 1;
    if (opener.label && HoldsUntilTheNext(opener, part, end)) {
      while (last != end && !EndsLabel(*last)) ++last;
      AddUnit(opener, paragraph.text, paragraph.line, (last - 1)->last_line, level);
      level.open = false;
      level.inside.emplace_back(part + 1, last);
      return last;
    }
    AddUnit(opener, paragraph.text, paragraph.line, part->last_line, level);
    level.open = true;
    level.colon = absl::EndsWith(paragraph.text, ":") || opener.label;
    return last;
  }

  // Options and rivals reach to the next label; a bold condition does where bold labels divide the
  // section.
  bool HoldsUntilTheNext(const Opener& opener, At part, At end) const {
    if (opener.kind == OpenerKind::kOption || !opener.family.empty()) return true;
    if (opener.kind == OpenerKind::kOr) return false;
    return std::any_of(part + 1, end, [&](const Part& other) {
      return other.kind == PartKind::kParagraph && document_.paragraphs[other.index].all_strong;
    });
  }

  bool EndsLabel(const Part& part) const {
    if (part.kind == PartKind::kHeading || part.kind == PartKind::kBreak) return true;
    if (part.kind == PartKind::kPanel && part.tab) return true;
    if (part.kind != PartKind::kParagraph) return false;
    const Paragraph& paragraph = document_.paragraphs[part.index];
    const Opener opener = OpenerOf(paragraph);
    return paragraph.all_strong || (opener.label && opener.opens()) ||
           opener.kind == OpenerKind::kOr || EndsOptions(paragraph);
  }

  void ReadList(const Part& list, Level& level) {
    if (level.open && !level.filled) {
      Take(list.line, list.last_line, level);
      for (const Part& item : list.parts)
        level.inside.emplace_back(item.parts.begin(), item.parts.end());
      return;
    }
    for (const Part& item : list.parts) {
      const Part* title = Title(item);
      const Opener opener =
          title == nullptr ? Opener() : TitleOf(document_.paragraphs[title->index]);
      const std::string text =
          title == nullptr || !opener.opens() ? "" : document_.paragraphs[title->index].text;
      AddUnit(opener, text, title == nullptr ? item.line : title->line, item.last_line, level);
      level.units.back().part.first_line = item.line;
      // The title has been read; what is below it is a level of its own.
      const int skip = opener.opens() && title == &item.parts.front() ? 1 : 0;
      level.inside.emplace_back(item.parts.begin() + skip, item.parts.end());
    }
    // A block that was not indented ends the list, and belongs to its last item all the same.
    level.open = !list.parts.empty() && !HasBlock(list.parts.back());
    level.filled = false;
    level.colon = false;
  }

  // The first line of an item, or of the last item in it that has no block.
  const Part* Title(const Part& item) const {
    const Part* title = nullptr;
    for (const Part* part = &item; part != nullptr;) {
      if (part->parts.empty()) break;
      if (part->parts.front().kind == PartKind::kParagraph) title = &part->parts.front();
      const Part& last = part->parts.back();
      const bool deeper = !HasBlock(item) && last.kind == PartKind::kList && !last.parts.empty();
      part = deeper ? &last.parts.back() : nullptr;
    }
    return title;
  }

  static bool HasBlock(const Part& part) {
    return part.kind == PartKind::kBlock ||
           std::any_of(part.parts.begin(), part.parts.end(), HasBlock);
  }

  // Tabs beside each other are one set, of which a reader sees one.
  At ReadPanels(At part, At end, Level& level) {
    Flush(level);
    for (; part != end && part->kind == PartKind::kPanel; ++part) {
      Opener opener;
      opener.kind = part->tab ? OpenerKind::kOption : ClassifyOpener(part->title);
      AddUnit(opener, opener.opens() ? part->title : "", part->line, part->last_line, level);
      level.inside.emplace_back(part->parts.begin(), part->parts.end());
    }
    level.open = false;
    Flush(level);
    return part;
  }

  void AddUnit(const Opener& opener, const std::string& text, int line, int last_line,
               Level& level) {
    Unit unit;
    unit.kind = opener.kind;
    unit.family = opener.family;
    unit.part = {text, text.empty() ? 0 : line, line, last_line};
    unit.runnable = HasCommands(blocks_, line, last_line);
    level.filled = unit.runnable;
    level.units.push_back(std::move(unit));
  }

  // Lines that belong to the open unit, or are one of their own.
  void Take(int line, int last_line, Level& level) {
    const bool commands = HasCommands(blocks_, line, last_line);
    if (level.open) {
      level.units.back().part.last_line = last_line;
      level.units.back().runnable = level.units.back().runnable || commands;
      level.filled = true;
    } else if (commands) {
      AddUnit(Opener(), "", line, last_line, level);
    }
  }

  void Flush(Level& level) {
    std::vector<AlternativeGroup> found = GroupUnits(level.units);
    std::move(found.begin(), found.end(), std::back_inserter(groups_));
    level.units.clear();
    level.open = false;
  }

  const Document& document_;
  const std::vector<ParsedBlock>& blocks_;
  std::vector<AlternativeGroup> groups_;
};

}  // namespace

std::vector<AlternativeGroup> FindSectionGroups(const Document& document, int first_line,
                                                int last_line,
                                                const std::vector<ParsedBlock>& blocks) {
  const auto begin = std::find_if(document.parts.begin(), document.parts.end(),
                                  [&](const Part& part) { return part.line >= first_line; });
  const auto end = std::find_if(begin, document.parts.end(),
                                [&](const Part& part) { return part.line > last_line; });
  return SectionReader(document, blocks).Read(begin, end);
}

}  // namespace drill
