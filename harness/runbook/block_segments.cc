#include "harness/runbook/block_segments.h"

#include <algorithm>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "harness/base/regex.h"
#include "harness/runbook/rival_ways.h"

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

// Units that may become a group.
struct Members {
  GroupKind kind = GroupKind::kOr;
  std::string family;
  std::vector<const Unit*> units;
};

// "No database rollback": to do nothing is one of the ways.
bool IsToDoNothing(const std::string& opener) {
  static const RE2* const nothing = new RE2(
      R"((?i)\b(?:no|none|nothing|not|skip|leave|keep|without|neither|kein|keine|nichts|ohne|sem|)"
      R"(nenhum|n.o|sin|sans|ne pas)\b)");
  return ContainsRegex(*nothing, opener);
}

// Makes a group of the units; it has no alternatives when there is nothing to choose.
AlternativeGroup MakeGroup(const Members& members) {
  AlternativeGroup group{members.kind, {}};
  size_t runnable = 0;
  bool nothing = false;
  for (const Unit* unit : members.units) {
    runnable += unit->runnable ? 1 : 0;
    nothing = nothing || (!unit->runnable && IsToDoNothing(unit->part.opener));
  }
  if (runnable == 0) return group;
  if (group.kind == GroupKind::kConditional) {
    for (const Unit* unit : members.units)
      if (unit->runnable) group.alternatives.push_back(unit->part);
    return group;
  }
  // Where all but one of several options are a person's clicks, nothing can be run by accident.
  if (members.units.size() > 1 && runnable == 1 && !nothing) return group;
  // A label such as "# mysql" without a rival beside it is only a title.
  if (!members.family.empty() && members.units.size() == 1) return group;
  for (const Unit* unit : members.units)
    if (unit->runnable || group.kind == GroupKind::kOption)
      group.alternatives.push_back(unit->part);
  if (group.alternatives.size() == 1) group.kind = GroupKind::kConditional;
  return group;
}

}  // namespace

std::vector<AlternativeGroup> GroupUnits(const std::vector<Unit>& units) {
  std::vector<Members> groups;
  // Whether the unit before is the last one of the last group.
  bool open = false;
  for (size_t i = 0; i < units.size(); ++i) {
    const Unit& unit = units[i];
    if (unit.kind == OpenerKind::kNone && unit.family.empty()) {
      open = false;
      continue;
    }
    if (unit.kind == OpenerKind::kOr) {
      if (!open) {
        groups.push_back({GroupKind::kOr, "", {}});
        if (i > 0) groups.back().units.push_back(&units[i - 1]);
      }
      groups.back().kind = GroupKind::kOr;
    } else {
      const GroupKind kind =
          unit.kind == OpenerKind::kConditional ? GroupKind::kConditional : GroupKind::kOption;
      const bool same = open && groups.back().kind == kind && groups.back().family == unit.family;
      if (!same) groups.push_back({kind, unit.family, {}});
    }
    groups.back().units.push_back(&unit);
    open = true;
  }
  std::vector<AlternativeGroup> result;
  for (const Members& members : groups) {
    AlternativeGroup group = MakeGroup(members);
    if (!group.alternatives.empty()) result.push_back(std::move(group));
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
      if (opened.kind == OpenerKind::kNone && words.size() == 1)
        opened.family = RivalFamily(words[0]);
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
