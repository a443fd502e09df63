#include "harness/runbook/same_operation.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "harness/runbook/block_segments.h"

namespace drill {
namespace {

struct Place {
  const Statement* statement = nullptr;
  // The segment of its block; whether no other command of this operation is in it.
  Alternative segment;
  bool alone = true;
};

bool Holds(const Alternative& part, const Place& place) {
  return place.statement->line >= part.first_line && place.statement->line <= part.last_line;
}

Alternative Hull(const AlternativeGroup& group) {
  Alternative hull = group.alternatives.front();
  for (const Alternative& part : group.alternatives)
    hull.last_line = std::max(hull.last_line, part.last_line);
  return hull;
}

int Size(const Alternative& part) { return part.last_line - part.first_line; }

// What each place is part of: the largest group around it, or itself. Places inside one alternative
// of a group are compared among themselves.
void Compare(const std::vector<Place>& places, const std::vector<AlternativeGroup>& groups,
             std::vector<AlternativeGroup>& found) {
  std::set<std::string> texts;
  for (const Place& place : places) texts.insert(place.statement->text);
  if (texts.size() < 2) return;
  AlternativeGroup result{GroupKind::kSameOperation, {}};
  std::set<const AlternativeGroup*> outer;
  for (const Place& place : places) {
    const AlternativeGroup* around = nullptr;
    for (const AlternativeGroup& group : groups) {
      const bool holds = std::any_of(group.alternatives.begin(), group.alternatives.end(),
                                     [&](const Alternative& part) { return Holds(part, place); });
      if (holds && (around == nullptr || Size(Hull(group)) > Size(Hull(*around)))) around = &group;
    }
    if (around == nullptr) {
      const Statement& statement = *place.statement;
      result.alternatives.push_back(
          place.alone ? place.segment
                      : Alternative{"", statement.line, statement.line, statement.last_line});
    } else if (outer.insert(around).second) {
      result.alternatives.push_back(Hull(*around));
    }
  }
  for (const AlternativeGroup* group : outer) {
    for (const Alternative& part : group->alternatives) {
      std::vector<Place> inside;
      std::copy_if(places.begin(), places.end(), std::back_inserter(inside),
                   [&](const Place& place) { return Holds(part, place); });
      std::vector<AlternativeGroup> smaller;
      std::copy_if(groups.begin(), groups.end(), std::back_inserter(smaller),
                   [&](const AlternativeGroup& one) {
                     const Alternative hull = Hull(one);
                     return hull.first_line >= part.first_line && hull.last_line <= part.last_line;
                   });
      if (inside.size() > 1) Compare(inside, smaller, found);
    }
  }
  if (result.alternatives.size() > 1) found.push_back(std::move(result));
}

std::map<std::string, std::vector<Place>> FindOperations(const std::vector<ParsedBlock>& blocks) {
  std::map<std::string, std::vector<Place>> operations;
  for (const ParsedBlock& block : blocks) {
    const std::vector<Unit> segments = SegmentsOf(block.shell);
    for (const Statement& statement : block.shell.statements) {
      Place place{&statement, {}, true};
      for (const Unit& unit : segments)
        if (Holds(unit.part, place)) place.segment = unit.part;
      for (const ShellCall& call : statement.calls) {
        const std::string operation = ExclusiveOperation(call);
        if (operation.empty() || call.in_function) continue;
        for (Place& other : operations[operation]) {
          if (!Holds(place.segment, other)) continue;
          other.alone = false;
          place.alone = false;
        }
        operations[operation].push_back(place);
        break;
      }
    }
  }
  return operations;
}

// The first word after the verb that is no option.
std::string ObjectAfter(const ShellCall& call, size_t verb) {
  for (size_t i = verb + 1; i < call.words.size(); ++i) {
    if (!absl::StartsWith(call.words[i].source, "-")) return call.words[i].source;
  }
  return "";
}

}  // namespace

std::string ExclusiveOperation(const ShellCall& call) {
  for (size_t i = 1; i < call.words.size(); ++i) {
    const std::string verb = call.words[i].literal.value_or("");
    const std::string program = call.words[i - 1].literal.value_or("");
    if (verb == "downgrade" || verb == "migrate:down") return absl::StrCat(program, " ", verb);
    if (verb == "rollback" || verb == "undo")
      return absl::StrCat(program, " ", verb, " ", ObjectAfter(call, i));
    const bool migrates = absl::StrContains(program, "migrat");
    if (migrates && (verb == "down" || verb == "goto" || verb == "reset"))
      return absl::StrCat(program, " ", verb);
  }
  return "";
}

void AddSameOperations(const std::vector<ParsedBlock>& blocks,
                       std::vector<AlternativeGroup>& groups) {
  std::vector<AlternativeGroup> found;
  for (const auto& [operation, places] : FindOperations(blocks)) {
    if (places.size() > 1) Compare(places, groups, found);
  }
  std::move(found.begin(), found.end(), std::back_inserter(groups));
}

}  // namespace drill
