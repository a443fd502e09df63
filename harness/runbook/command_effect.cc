#include "harness/runbook/command_effect.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "harness/base/regex.h"

namespace drill {
namespace {

using Words = std::vector<std::string>;

// A command within a command within a command; what is deeper is no runbook's.
constexpr int kDeepest = 20;

bool IsShort(absl::string_view option) {
  return option.size() == 2 && option[0] == '-' && option[1] != '-';
}

// `-c` also inside a cluster such as `-tAc`, or glued to its value (`-c"select 1"`). A letter whose
// option takes a value ends the cluster: `-Ualice`.
bool HasLetter(absl::string_view word, char letter, const Command& command) {
  if (word.size() < 2 || word[0] != '-' || word[1] == '-') return false;
  for (const char c : word.substr(1)) {
    if (!absl::ascii_isalpha(static_cast<unsigned char>(c))) return false;
    if (c == letter) return true;
    const std::string option = {'-', c};
    if (std::count(command.valued().begin(), command.valued().end(), option) > 0) return false;
  }
  return false;
}

bool Is(const std::string& word, absl::string_view wanted, const Command& command) {
  return word == wanted || absl::StartsWith(word, absl::StrCat(wanted, "=")) ||
         (IsShort(wanted) && HasLetter(word, wanted[1], command));
}

bool Has(const Words& words, absl::string_view wanted, const Command& command) {
  return std::any_of(words.begin() + 1, words.end(),
                     [&](const std::string& word) { return Is(word, wanted, command); });
}

template <typename List>
long CountOf(const Words& words, const List& wanted, const Command& command) {
  return std::count_if(words.begin() + 1, words.end(), [&](const std::string& word) {
    return std::any_of(wanted.begin(), wanted.end(),
                       [&](const std::string& one) { return Is(word, one, command); });
  });
}

template <typename List>
bool HasAny(const Words& words, const List& wanted, const Command& command) {
  return std::any_of(wanted.begin(), wanted.end(),
                     [&](const std::string& one) { return Has(words, one, command); });
}

// Where the operands of a command stand. `--` ends its options, and is no operand.
std::vector<size_t> Operands(const Words& words, const Command& command) {
  std::vector<size_t> operands;
  bool options_over = false;
  for (size_t i = 1; i < words.size(); ++i) {
    if (!options_over && words[i] == "--") {
      options_over = true;
    } else if (!options_over && words[i].size() > 1 && words[i][0] == '-') {
      if (std::count(command.valued().begin(), command.valued().end(), words[i]) > 0) ++i;
    } else {
      operands.push_back(i);
    }
  }
  return operands;
}

// `own` are the command's words without those of a command that it runs.
bool HasWords(const Rule& rule, const Words& own, const Command& command) {
  if (rule.with_size() > 0 && !HasAny(own, rule.with(), command)) return false;
  if (HasAny(own, rule.without(), command)) return false;
  if (!std::all_of(rule.with_all().begin(), rule.with_all().end(),
                   [&](const std::string& one) { return Has(own, one, command); }))
    return false;
  const auto is_there = [&](const std::string& one) {
    return std::find(own.begin() + 1, own.end(), one) != own.end();
  };
  if (rule.with_word_size() > 0 &&
      std::none_of(rule.with_word().begin(), rule.with_word().end(), is_there))
    return false;
  if (CountOf(own, rule.once(), command) > 1) return false;
  if (rule.pattern().empty()) return true;
  const RE2 pattern(rule.pattern(), RE2::Quiet);
  return std::any_of(own.begin() + 1, own.end(),
                     [&](const std::string& word) { return IsRegex(pattern, word); });
}

bool Holds(const Rule& rule, const CommandLine& line, const Words& own, size_t operands,
           const Command& command) {
  const int count = static_cast<int>(operands);
  if (rule.from_terminal() && line.input_given) return false;
  if (rule.alone() && line.in_pipeline) return false;
  if (rule.has_operands_at_least() && count < rule.operands_at_least()) return false;
  if (rule.has_operands_at_most() && count > rule.operands_at_most()) return false;
  return HasWords(rule, own, command);
}

class Decider {
 public:
  Decider(const std::vector<Programs>& files, const CommandLine& line)
      : files_(files), line_(line) {}

  Decision Decide(const Words& words, int depth) const {
    if (words.empty() || depth > kDeepest) return {};
    Words named = words;
    named[0] = words[0].substr(words[0].rfind('/') + 1);
    for (const Programs& file : files_) {
      Decision decision = Among(file.command(), named, depth);
      if (decision.effect != EFFECT_UNSET) return decision;
    }
    return {};
  }

 private:
  template <typename Commands>
  Decision Among(const Commands& commands, const Words& words, int depth) const {
    for (const Command& command : commands) {
      if (std::count(command.name().begin(), command.name().end(), words[0]) == 0) continue;
      Decision decision = By(command, words, depth);
      if (decision.effect != EFFECT_UNSET) return decision;
    }
    return {};
  }

  Decision By(const Command& command, const Words& words, int depth) const {
    const std::vector<size_t> operands = Operands(words, command);
    const size_t inner =
        command.has_runs() ? InnerAt(command.runs(), words, operands) : words.size();
    // The options of the command that this one runs do not belong to it.
    const Words own(words.begin(), words.begin() + static_cast<long>(inner));
    for (const Rule& rule : command.rule()) {
      if (!Holds(rule, line_, own, operands.size(), command)) continue;
      return {rule.effect(), {rule.finds_nothing().begin(), rule.finds_nothing().end()}};
    }
    if (!operands.empty()) {
      Decision decision = Among(command.command(), From(words, operands[0]), depth + 1);
      if (decision.effect != EFFECT_UNSET) return decision;
    }
    Decision decision = Decide(From(words, inner), depth + 1);
    if (decision.effect == LOOKS && !command.runs().passes_status()) decision = {SHOWS, {}};
    return decision;
  }

  static Words From(const Words& words, size_t at) {
    return Words(words.begin() + static_cast<long>(at), words.end());
  }

  // Where the command begins that is run; the number of words when there is none.
  static size_t InnerAt(const Runs& runs, const Words& words, const std::vector<size_t>& operands) {
    if (runs.after_dashes()) {
      const auto dashes = std::find(words.begin(), words.end(), "--");
      return static_cast<size_t>(dashes - words.begin()) + (dashes == words.end() ? 0 : 1);
    }
    size_t i = static_cast<size_t>(std::max(runs.after_operands(), 0));
    while (runs.assignments() && i < operands.size() && absl::StrContains(words[operands[i]], "="))
      ++i;
    return i < operands.size() ? operands[i] : words.size();
  }

  const std::vector<Programs>& files_;
  const CommandLine& line_;
};

}  // namespace

Decision Decide(const std::vector<Programs>& files, const CommandLine& line) {
  return Decider(files, line).Decide(line.words, 0);
}

}  // namespace drill
