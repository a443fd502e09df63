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
  // The segment of the block that holds the statement; whether it has no other command of the
  // operation.
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

using Groups = std::vector<const AlternativeGroup*>;

bool Holds(const AlternativeGroup& group, const Place& place) {
  return std::any_of(group.alternatives.begin(), group.alternatives.end(),
                     [&](const Alternative& part) { return Holds(part, place); });
}

// The largest group around a place.
const AlternativeGroup* Around(const Place& place, const Groups& groups) {
  const AlternativeGroup* around = nullptr;
  for (const AlternativeGroup* group : groups) {
    if (!Holds(*group, place)) continue;
    if (around == nullptr || Size(Hull(*group)) > Size(Hull(*around))) around = group;
  }
  return around;
}

// Groups that lie in one alternative of `outer`. Never `outer` itself, which a group of one
// alternative would hold: each comparison inside has fewer groups than the one around it, so that
// it comes to an end.
Groups Inside(const Alternative& part, const AlternativeGroup* outer, const Groups& groups) {
  Groups inside;
  std::copy_if(groups.begin(), groups.end(), std::back_inserter(inside),
               [&](const AlternativeGroup* group) {
                 const Alternative hull = Hull(*group);
                 return group != outer && hull.first_line >= part.first_line &&
                        hull.last_line <= part.last_line;
               });
  return inside;
}

bool HaveSeveralTargets(const std::vector<Place>& places) {
  return std::any_of(places.begin(), places.end(), [&](const Place& place) {
    return place.statement->text != places.front().statement->text;
  });
}

// What each place is part of: the largest group around it, or itself. Places inside one alternative
// of a group are compared among themselves.
void Compare(const std::vector<Place>& places, const Groups& groups,
             std::vector<AlternativeGroup>& found) {
  if (places.empty() || !HaveSeveralTargets(places)) return;
  AlternativeGroup result{GroupKind::kSameOperation, {}};
  std::set<const AlternativeGroup*> outer;
  for (const Place& place : places) {
    const AlternativeGroup* around = Around(place, groups);
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
      Compare(inside, Inside(part, group, groups), found);
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

std::string Literal(const ShellWord& word) { return word.literal.value_or(""); }

// Says what would happen and does nothing: a rehearsal of the command after it, not a rival.
bool IsRehearsal(const ShellCall& call) {
  static const auto* const flags = new std::set<std::string>{
      "--dry-run", "--check",   "--diff",      "--help",   "--just-print", "--list",
      "--noop",    "--plan",    "--plan-only", "--show",   "--sql",        "--simulate",
      "--preview", "--pretend", "--what-if",   "--whatif", "--no-act",     "--dryrun"};
  return std::any_of(call.words.begin(), call.words.end(), [](const ShellWord& word) {
    const std::string text = Literal(word);
    return flags->count(text.substr(0, text.find('='))) > 0 && !absl::EndsWith(text, "=false") &&
           !absl::EndsWith(text, "=none");
  });
}

// The words after the verb that are no options, at most `most`.
std::string ObjectAfter(const ShellCall& call, size_t verb, int most) {
  std::string object;
  for (size_t i = verb + 1; i < call.words.size() && most > 0; ++i) {
    const std::string& word = call.words[i].source;
    if (absl::StartsWith(word, "-")) continue;
    absl::StrAppend(&object, object.empty() ? "" : " ", word);
    --most;
    // kubectl: `deployment web`, but `deployment/web` in one word.
    if (absl::StrContains(word, "/")) break;
  }
  return object;
}

// `etcdctl downgrade validate 3.5`: what follows the verb is a verb of its own.
std::string VerbBelow(const ShellCall& call, size_t verb) {
  static const auto* const verbs =
      new std::set<std::string>{"cancel", "check", "disable", "enable",   "history", "list",
                                "plan",   "show",  "status",  "validate", "verify"};
  const std::string next = ObjectAfter(call, verb, 1);
  return verbs->count(next) > 0 ? absl::StrCat(" ", next) : "";
}

}  // namespace

std::string ExclusiveOperation(const ShellCall& call) {
  if (IsRehearsal(call)) return "";
  for (size_t i = 1; i < call.words.size(); ++i) {
    const std::string verb = Literal(call.words[i]);
    const std::string program = Literal(call.words[i - 1]);
    if (verb == "downgrade" || verb == "migrate:down")
      return absl::StrCat(program, " ", verb, VerbBelow(call, i));
    if (verb == "rollback" || verb == "undo")
      return absl::StrCat(program, " ", verb, " ",
                          ObjectAfter(call, i, program == "rollout" ? 2 : 1));
    const bool migrates = absl::StrContains(program, "migrat");
    if (migrates && (verb == "down" || verb == "goto" || verb == "reset"))
      return absl::StrCat(program, " ", verb);
  }
  return "";
}

void AddSameOperations(const std::vector<ParsedBlock>& blocks,
                       std::vector<AlternativeGroup>& groups) {
  std::vector<AlternativeGroup> found;
  Groups all;
  for (const AlternativeGroup& group : groups) all.push_back(&group);
  for (const auto& [operation, places] : FindOperations(blocks)) Compare(places, all, found);
  std::move(found.begin(), found.end(), std::back_inserter(groups));
}

}  // namespace drill
