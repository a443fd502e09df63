#include "harness/runbook/choices.h"

#include <algorithm>
#include <map>
#include <set>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "harness/runbook/procedure.h"

namespace drill {
namespace {

bool Inside(const Alternative& part, int line) {
  return line >= part.first_line && line <= part.last_line;
}

bool Encloses(const Alternative& outer, const Alternative& inner) {
  return outer.first_line <= inner.first_line && outer.last_line >= inner.last_line;
}

class Resolver {
 public:
  Resolver(const std::string& path, int line, const std::vector<AlternativeGroup>& groups,
           const std::vector<ParsedBlock>& blocks, const Rollback& rollback)
      : path_(path), line_(line), groups_(groups), blocks_(blocks), rollback_(rollback) {}

  ChosenParts Resolve() {
    for (const Choice& choice : rollback_.choices()) Take(choice);
    for (size_t g = 0; g < groups_.size(); ++g) DropOthers(g);
    for (size_t g = 0; g < groups_.size(); ++g) RequireChoice(g);
    return std::move(result_);
  }

 private:
  struct Match {
    size_t group;
    size_t alternative;
  };

  void Take(const Choice& choice) {
    std::vector<Match> matches = Matches(choice.take());
    if (matches.empty()) {
      Problem(line_, absl::StrCat("no alternative under this heading has \"", choice.take(), "\""),
              "take a command or the opening comment of one of them, or remove the choice");
      return;
    }
    // Outermost first; all of them must lie one inside the other.
    std::sort(matches.begin(), matches.end(),
              [&](const Match& a, const Match& b) { return Size(Part(a)) > Size(Part(b)); });
    for (size_t i = 1; i < matches.size(); ++i) {
      const bool same_group = matches[i].group == matches[i - 1].group;
      if (!same_group && Encloses(Part(matches[i - 1]), Part(matches[i]))) continue;
      Problem(
          Part(matches[i]).first_line,
          absl::StrCat("\"", choice.take(), "\" is in more than one alternative (lines ",
                       Part(matches[i - 1]).first_line, " and ", Part(matches[i]).first_line, ")"),
          "take a command or an opening comment that only one has");
      return;
    }
    for (const Match& match : matches) taken_[match.group].insert(match.alternative);
    result_.deviations.push_back(
        {Part(matches.back()).first_line, choice.take(), choice.reason(), "choice"});
  }

  std::vector<Match> Matches(const std::string& take) const {
    const std::string command = NormalCommand(take);
    const std::string opener = NormalHeading(take);
    std::vector<Match> matches;
    for (size_t g = 0; g < groups_.size(); ++g) {
      for (size_t a = 0; a < groups_[g].alternatives.size(); ++a) {
        const Alternative& part = groups_[g].alternatives[a];
        const bool by_opener = !opener.empty() && NormalHeading(part.opener) == opener;
        if (by_opener || HasCommand(part, command)) matches.push_back({g, a});
      }
    }
    return matches;
  }

  bool HasCommand(const Alternative& part, const std::string& command) const {
    for (const Statement* statement : StatementsOf(part)) {
      if (NormalCommand(statement->text) == command) return true;
    }
    return false;
  }

  std::vector<const Statement*> StatementsOf(const Alternative& part) const {
    std::vector<const Statement*> result;
    for (const ParsedBlock& block : blocks_) {
      for (const Statement& statement : block.shell.statements)
        if (Inside(part, statement.line)) result.push_back(&statement);
    }
    return result;
  }

  void DropOthers(size_t g) {
    if (taken_[g].empty()) return;
    if (taken_[g].size() > 1 && !groups_[g].several_may_be_taken()) {
      Problem(groups_[g].alternatives[0].first_line,
              absl::StrCat("more than one alternative is taken: ", Describe(groups_[g])),
              "take one");
    }
    for (size_t a = 0; a < groups_[g].alternatives.size(); ++a) {
      const Alternative& part = groups_[g].alternatives[a];
      if (taken_[g].count(a) == 0) result_.dropped.emplace_back(part.first_line, part.last_line);
    }
  }

  void RequireChoice(size_t g) {
    if (!taken_[g].empty()) return;
    int open = 0;
    for (const Alternative& part : groups_[g].alternatives) {
      const std::vector<const Statement*> statements = StatementsOf(part);
      open += std::any_of(statements.begin(), statements.end(), [&](const Statement* statement) {
        return !result_.Drops(statement->line) && !IsSubstituted(*statement);
      });
    }
    const bool optional = groups_[g].kind == GroupKind::kConditional;
    if (open <= (optional ? 0 : 1)) return;
    const Alternative& first = groups_[g].alternatives[0];
    const int line = first.opener_line > 0 ? first.opener_line : first.first_line;
    if (optional) {
      Problem(line, absl::StrCat("run only on a condition: ", Describe(groups_[g])),
              "take it by a choice, or leave it out by substitutions without a replacement");
    } else {
      Problem(line,
              absl::StrCat("alternatives, of which a person does one: ", Describe(groups_[g])),
              "take one by a choice");
    }
  }

  bool IsSubstituted(const Statement& statement) const {
    const std::string command = NormalCommand(statement.text);
    return std::any_of(
        rollback_.substitutions().begin(), rollback_.substitutions().end(),
        [&](const Substitution& one) { return NormalCommand(one.command()) == command; });
  }

  std::string Describe(const AlternativeGroup& group) const {
    std::vector<std::string> parts;
    for (const Alternative& part : group.alternatives) {
      const std::vector<const Statement*> statements = StatementsOf(part);
      const std::string words = !part.opener.empty() ? part.opener
                                : statements.empty() ? ""
                                                     : statements[0]->text;
      parts.push_back(absl::StrCat("\"", words, "\" (line ", part.first_line, ")"));
    }
    return absl::StrJoin(parts, ", ");
  }

  const Alternative& Part(const Match& match) const {
    return groups_[match.group].alternatives[match.alternative];
  }
  static int Size(const Alternative& part) { return part.last_line - part.first_line; }

  void Problem(int line, absl::string_view what, absl::string_view remedy) {
    result_.problems.push_back(absl::StrCat(path_, ":", line, ": ", what, "; ", remedy));
  }

  const std::string& path_;
  const int line_;
  const std::vector<AlternativeGroup>& groups_;
  const std::vector<ParsedBlock>& blocks_;
  const Rollback& rollback_;
  std::map<size_t, std::set<size_t>> taken_;
  ChosenParts result_;
};

}  // namespace

bool ChosenParts::Drops(int line) const {
  return std::any_of(dropped.begin(), dropped.end(), [&](const auto& range) {
    return line >= range.first && line <= range.second;
  });
}

std::string NormalCommand(absl::string_view text) {
  const std::string joined = absl::StrReplaceAll(text, {{"\\\n", " "}});
  const std::vector<std::string> words =
      absl::StrSplit(joined, absl::ByAnyChar(" \t\n"), absl::SkipEmpty());
  std::string result = absl::StrJoin(words, " ");
  while (absl::EndsWith(result, ";")) result.pop_back();
  return std::string(absl::StripTrailingAsciiWhitespace(result));
}

ChosenParts ResolveChoices(const std::string& path, int procedure_line,
                           const std::vector<AlternativeGroup>& groups,
                           const std::vector<ParsedBlock>& blocks, const Rollback& rollback) {
  return Resolver(path, procedure_line, groups, blocks, rollback).Resolve();
}

}  // namespace drill
