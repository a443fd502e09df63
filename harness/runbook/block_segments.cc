#include "harness/runbook/block_segments.h"

#include <algorithm>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

namespace drill {
namespace {

// What "# Or" is an alternative to, where no comment opens it: the last paragraph, as a reader sees
// it.
void TrimToLastParagraph(const ShellBlock& shell, Unit& unit) {
  if (!unit.part.opener.empty()) return;
  int first = unit.part.first_line;
  int previous_end = 0;
  for (const Statement& statement : shell.statements) {
    if (statement.line < unit.part.first_line || statement.line > unit.part.last_line) continue;
    if (previous_end != 0 && statement.line > previous_end + 1) first = statement.line;
    previous_end = statement.last_line;
  }
  unit.part.first_line = first;
}

}  // namespace

std::vector<AlternativeGroup> GroupUnits(const std::vector<Unit>& units) {
  std::vector<AlternativeGroup> groups;
  // Whether the unit before is the last one of the last group.
  bool open = false;
  std::vector<std::pair<size_t, size_t>> unit_counts;  // all and runnable units of each group
  const auto add = [&](const Unit& unit) {
    ++unit_counts.back().first;
    if (!unit.runnable) return;
    ++unit_counts.back().second;
    groups.back().alternatives.push_back(unit.part);
  };
  const auto start = [&](GroupKind kind) {
    groups.push_back({kind, {}});
    unit_counts.emplace_back(0, 0);
  };
  for (size_t i = 0; i < units.size(); ++i) {
    const Unit& unit = units[i];
    if (unit.kind == OpenerKind::kNone) {
      open = false;
      continue;
    }
    if (unit.kind == OpenerKind::kOr) {
      if (!open) {
        start(GroupKind::kOr);
        if (i > 0) add(units[i - 1]);
      }
      groups.back().kind = GroupKind::kOr;
    } else {
      const GroupKind kind =
          unit.kind == OpenerKind::kOption ? GroupKind::kOption : GroupKind::kConditional;
      if (!open || groups.back().kind != kind) start(kind);
    }
    add(unit);
    open = true;
  }
  std::vector<AlternativeGroup> result;
  for (size_t i = 0; i < groups.size(); ++i) {
    // Where all but one of several options are a person's clicks, nothing can be run by accident.
    if (groups[i].alternatives.empty()) continue;
    if (unit_counts[i].first > 1 && unit_counts[i].second == 1 &&
        groups[i].kind != GroupKind::kConditional) {
      continue;
    }
    if (groups[i].alternatives.size() == 1) groups[i].kind = GroupKind::kConditional;
    result.push_back(std::move(groups[i]));
  }
  return result;
}

std::vector<Unit> SegmentsOf(const ShellBlock& shell) {
  std::vector<Unit> segments;
  size_t comment = 0;
  int last_end = 0;
  for (const Statement& statement : shell.statements) {
    Unit opened;
    std::vector<std::string> words;
    for (; comment < shell.comments.size() && shell.comments[comment].line < statement.line;
         ++comment) {
      const ShellComment& line = shell.comments[comment];
      if (!line.own_line || line.line <= last_end) continue;
      if (words.empty()) opened.part.opener_line = line.line;
      words.push_back(line.text);
      // The word that says most wins: "# Expected: ok" may stand above "# Or".
      const OpenerKind kind = ClassifyOpener(line.text);
      const bool stronger = kind != OpenerKind::kNone &&
                            (opened.kind == OpenerKind::kNone || kind == OpenerKind::kOr);
      if (!stronger) continue;
      opened.kind = kind;
      opened.part.opener = line.text;
      opened.part.opener_line = line.line;
    }
    if (!words.empty() || segments.empty()) {
      if (opened.part.opener.empty()) opened.part.opener = absl::StrJoin(words, " ");
      opened.part.first_line = statement.line;
      segments.push_back(std::move(opened));
    }
    segments.back().part.last_line = statement.last_line;
    last_end = statement.last_line;
  }
  return segments;
}

std::vector<AlternativeGroup> FindSegmentGroups(const ParsedBlock& block) {
  std::vector<Unit> segments = SegmentsOf(block.shell);
  for (size_t i = 0; i + 1 < segments.size(); ++i) {
    if (segments[i + 1].kind == OpenerKind::kOr) TrimToLastParagraph(block.shell, segments[i]);
  }
  return GroupUnits(segments);
}

}  // namespace drill
