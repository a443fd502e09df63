#include "harness/base/mask_rules.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <memory>
#include <mutex>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "harness/base/secret_word.h"
#include "re2/re2.h"

namespace drill {
namespace {

constexpr char kRuleText[] = {
#include "harness/base/mask_rules.inc"
};

constexpr int kGroups = 12;

struct Rule {
  std::string name;
  std::vector<std::string> keywords;
  // Least entropy of a match, in bits per character; 0: any entropy will do.
  double entropy = 0;
  std::string pattern;

  const RE2& Compiled() const {
    std::call_once(*once, [this] {
      RE2::Options options(RE2::Quiet);
      options.set_max_mem(16 << 20);
      *compiled = std::make_unique<RE2>(pattern, options);
    });
    return **compiled;
  }

  std::shared_ptr<std::once_flag> once = std::make_shared<std::once_flag>();
  std::shared_ptr<std::unique_ptr<RE2>> compiled = std::make_shared<std::unique_ptr<RE2>>();
};

struct Rules {
  std::vector<Rule> rules;
  std::vector<std::string> problems;
  // The rules of each keyword.
  std::map<std::string, std::vector<const Rule*>> by_keyword;
};

void AddRule(absl::string_view line, Rules* rules) {
  const std::vector<std::string> columns = absl::StrSplit(line, absl::MaxSplits('\t', 3));
  Rule rule;
  if (columns.size() != 4 || !absl::SimpleAtod(columns[2], &rule.entropy)) {
    rules->problems.push_back(absl::StrCat("not name, keywords, entropy, pattern: ", line));
    return;
  }
  rule.name = columns[0];
  rule.keywords = absl::StrSplit(columns[1], ',', absl::SkipEmpty());
  rule.pattern = columns[3];
  rules->rules.push_back(std::move(rule));
}

const Rules& AllRules() {
  static const Rules* const all = [] {
    auto* rules = new Rules;
    for (const absl::string_view line : absl::StrSplit(kRuleText, '\n', absl::SkipWhitespace())) {
      if (line.front() != '#') AddRule(line, rules);
    }
    for (const Rule& rule : rules->rules)
      for (const std::string& keyword : rule.keywords) rules->by_keyword[keyword].push_back(&rule);
    return rules;
  }();
  return *all;
}

double Entropy(absl::string_view text) {
  std::array<int, 256> counts{};
  for (const char c : text) ++counts[static_cast<unsigned char>(c)];
  double bits = 0;
  for (const int count : counts) {
    if (count == 0) continue;
    const double share = static_cast<double>(count) / static_cast<double>(text.size());
    bits -= share * std::log2(share);
  }
  return bits;
}

re2::StringPiece Piece(absl::string_view text) { return {text.data(), text.size()}; }

void FindOne(const Rule& rule, absl::string_view text, std::vector<TextSpan>* spans) {
  const RE2& expression = rule.Compiled();
  if (!expression.ok()) return;
  const int groups = std::min(expression.NumberOfCapturingGroups(), kGroups);
  re2::StringPiece found[kGroups + 1];
  size_t at = 0;
  while (at <= text.size() &&
         expression.Match(Piece(text), at, text.size(), RE2::UNANCHORED, found, groups + 1)) {
    bool any = false;
    for (int i = groups == 0 ? 0 : 1; i <= groups; ++i) {
      const absl::string_view part(found[i].data(), found[i].size());
      if (part.empty() || IsReference(part) || Entropy(part) < rule.entropy) continue;
      const size_t begin = static_cast<size_t>(part.data() - text.data());
      spans->push_back({begin, begin + part.size()});
      any = true;
    }
    const size_t match_begin = static_cast<size_t>(found[0].data() - text.data());
    const size_t match_end = match_begin + found[0].size();
    // Go on directly after the secret, not after the match: the next match may begin there.
    at = std::max(at + 1, any ? spans->back().end : match_end);
    if (at < match_begin) at = match_end;
  }
}

}  // namespace

std::vector<TextSpan> FindByRules(absl::string_view text) {
  const std::string lower = absl::AsciiStrToLower(text);
  std::vector<const Rule*> wanted;
  for (const auto& [keyword, rules] : AllRules().by_keyword) {
    if (absl::StrContains(lower, keyword)) wanted.insert(wanted.end(), rules.begin(), rules.end());
  }
  std::sort(wanted.begin(), wanted.end());
  wanted.erase(std::unique(wanted.begin(), wanted.end()), wanted.end());
  std::vector<TextSpan> spans;
  for (const Rule* rule : wanted) FindOne(*rule, text, &spans);
  return spans;
}

std::vector<std::string> MaskRuleProblems() {
  std::vector<std::string> problems = AllRules().problems;
  for (const Rule& rule : AllRules().rules) {
    if (rule.keywords.empty()) problems.push_back(absl::StrCat(rule.name, ": has no keyword"));
    if (!rule.Compiled().ok())
      problems.push_back(absl::StrCat(rule.name, ": ", rule.Compiled().error()));
    if (rule.Compiled().NumberOfCapturingGroups() > kGroups)
      problems.push_back(absl::StrCat(rule.name, ": has more than ", kGroups, " groups"));
  }
  return problems;
}

std::vector<std::string> MaskRuleNames() {
  std::vector<std::string> names;
  for (const Rule& rule : AllRules().rules) names.push_back(rule.name);
  return names;
}

}  // namespace drill
