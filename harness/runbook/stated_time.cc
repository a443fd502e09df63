#include "harness/runbook/stated_time.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "harness/base/regex.h"
#include "harness/runbook/target_name.h"
#include "harness/runbook/time_limit.h"

namespace drill {
namespace {

// "**RTO:** 15 min" and "**RTO**: 15 min" become "|RTO: 15 min", so that a bar begins each label.
std::string BarredLine(absl::string_view line) {
  static const auto* const dash = new RE2(R"(\*\*\s+[-–—]\s+)");
  std::string text(line);
  RE2::GlobalReplace(&text, *dash, ": ");
  return absl::StrReplaceAll(text, {{":**", ":"}, {"**:", ":"}, {"**", "|"}});
}

std::string Trimmed(absl::string_view text) {
  return std::string(absl::StripAsciiWhitespace(absl::StrReplaceAll(text, {{"|", ""}, {"*", ""}})));
}

class Reader {
 public:
  Reader(const Paragraph& paragraph, absl::string_view heading)
      : paragraph_(paragraph), heading_(heading) {}

  std::vector<StatedTime> Read() {
    if (ReadAlone()) return std::move(found_);
    int line = paragraph_.line;
    for (absl::string_view text : absl::StrSplit(paragraph_.marked, '\n')) {
      ReadLabels(BarredLine(text), line);
      ReadStep(text, line);
      ++line;
    }
    ReadProse();
    return std::move(found_);
  }

 private:
  void Add(std::string name, absl::Duration limit, std::string words, int line) {
    for (const StatedTime& known : found_)
      if (known.line == line && known.limit == limit) return;
    found_.push_back({std::move(name), limit, std::move(words), line});
  }

  // Nothing but a duration, under a heading such as "Duration".
  bool ReadAlone() {
    if (!NamesTarget(heading_)) return false;
    const std::optional<WholeLimit> whole = ParseWholeLimit(paragraph_.text);
    if (whole) Add("", whole->limit, LimitWords(paragraph_.text), paragraph_.line);
    return whole.has_value();
  }

  // Every "NAME: words" of the line; a label ends where the next one begins.
  void ReadLabels(const std::string& line, int number) {
    static const auto* const label =
        new RE2(R"((?:^|[|;·•,.(])\s*(?:\d+[.)]\s+)?(\p{L}[^:|;·•,.]{1,60}):(?:\s|$))");
    const std::vector<RegexMatch> labels = FindAllRegex(*label, line);
    for (size_t i = 0; i < labels.size(); ++i) {
      const size_t next = i + 1 < labels.size() ? labels[i + 1].begin : line.size();
      absl::string_view value = absl::string_view(line).substr(labels[i].end, next - labels[i].end);
      for (const char* end : {"|", ";", "·", "•"}) value = value.substr(0, value.find(end));
      ReadLabel(Trimmed(labels[i].groups[1]), value, number);
    }
  }

  void ReadLabel(const std::string& name, absl::string_view value, int number) {
    const std::optional<absl::Duration> limit = ParseLimit(value);
    if (!limit || NamesOtherTimeOrResponse(name)) return;
    const std::optional<WholeLimit> whole = ParseWholeLimit(value);
    const bool deadline = NamesDuty(name) && (!whole || !whole->upper_bound);
    const bool own = NamesTarget(name) || (whole && (whole->upper_bound || NamesStep(name)));
    if (own && !deadline && !NamesOtherTime(value)) Add(name, *limit, LimitWords(value), number);
  }

  // "**Stop** (5 minutes)", a list item's "Stop the writers (2 min)".
  void ReadStep(absl::string_view line, int number) {
    static const auto* const leader = new RE2(R"(^\s*(?:\[[ xX]\]\s*)?(?:\d+[.)]\s*)?)");
    static const auto* const parentheses = new RE2(R"(\(([^()]{2,60})\))");
    static const auto* const nothing = new RE2(R"([\s*:.–—-]*)");
    line.remove_prefix(FindRegex(*leader, line)->end);
    std::string name = Trimmed(line.substr(0, line.find('(')));
    if (absl::EndsWith(name, ":")) name.pop_back();
    if (name.empty() || NamesOtherTime(name) || NamesFollowUp(name)) return;
    for (const RegexMatch& match : FindAllRegex(*parentheses, line)) {
      const bool ends = IsRegex(*nothing, line.substr(match.end));
      if (absl::StartsWith(line, "**") || (paragraph_.in_list_item && ends))
        ReadParentheses(name, match.groups[1], number);
    }
  }

  void ReadParentheses(const std::string& name, absl::string_view words, int number) {
    for (absl::string_view part : absl::StrSplit(words, absl::ByAnyChar(",;"))) {
      const std::optional<WholeLimit> whole = ParseWholeLimit(part);
      if (whole && !(whole->within && NamesDuty(name)))
        Add(name, whole->limit, LimitWords(part), number);
    }
  }

  // "This typically takes 2-3 minutes", "the RTO is 15 minutes".
  void ReadProse() {
    static const auto* const takes = new RE2(absl::StrCat(
        R"((?i)\b(?:takes?|(?:be |is |are )?(?:complete[sd]?|finish(?:es|ed)?|done|over|restored)"
        R"(|recovered|back(?: up| online)?|up again)(?: with)?in|recovers? (?:with)?in)\s+)"
        R"((?:(?:it|you|about|an?|average(?: of)?|on average)\s+)*()",
        LimitPattern(), ")"));
    static const auto* const is =
        new RE2(absl::StrCat(R"((?i)\b(?:rto|duration|time|downtime|objective|target)\s+)"
                             R"((?:is|of|are|=|(?:should|must|will) be)\s+(?:(?:about|an?)\s+)*()",
                             LimitPattern(), ")"));
    const std::string& text = paragraph_.marked;
    for (const RegexMatch& match : FindAllRegex(*takes, text))
      ReadSentence(match, text, /*subject_needed=*/true);
    for (const RegexMatch& match : FindAllRegex(*is, text))
      ReadSentence(match, text, /*subject_needed=*/false);
  }

  void ReadSentence(const RegexMatch& match, const std::string& text, bool subject_needed) {
    static const auto* const subject = new RE2(
        R"((?i)\b(?:this|it|these|procedures?|process|roll(?:s|ing|ed)?[ -]?backs?|restor\w*)"
        R"(|recover\w*|revert\w*|downgrad\w*|fail(?:ing)?[ -]?over|steps?|phase|operation)"
        R"(|migrations?|rebuild\w*|restart\w*|switch\w*|whole|everything|total|drill|runbook)\b)");
    const absl::string_view whole(text);
    // `before` and `said` are taken from the beginning of the sentence, so that they hold its
    // subject and verb.
    size_t begin = match.begin == 0 ? 0 : whole.find_last_of(".!?;", match.begin - 1);
    begin = begin == absl::string_view::npos || begin == 0 ? 0 : begin + 1;
    const absl::string_view before = whole.substr(begin, match.begin - begin);
    const absl::string_view said = whole.substr(begin, match.end - begin);
    if (NamesOtherTimeOrResponse(said) || NamesFollowUp(said)) return;
    static const auto* const adverb =
        new RE2(R"((?i)^[\W]*(?:\w+ly|usually|often|should|must)?\W*$)");
    if (subject_needed && !ContainsRegex(*subject, before) && !IsRegex(*adverb, before)) return;
    static const auto* const other_span =
        new RE2(R"(^\s*(?:\+|(?:ago|later|after|before|apart|old)\b))");
    if (ContainsRegex(*other_span, whole.substr(match.end))) return;
    const std::optional<absl::Duration> limit = ParseLimit(match.groups[1]);
    const int line =
        paragraph_.line + static_cast<int>(std::count(
                              text.begin(), text.begin() + static_cast<long>(match.begin), '\n'));
    if (limit) Add("", *limit, LimitWords(match.groups[1]), line);
  }

  const Paragraph& paragraph_;
  const absl::string_view heading_;
  std::vector<StatedTime> found_;
};

}  // namespace

std::vector<StatedTime> FindStatedTimes(const Paragraph& paragraph, absl::string_view heading) {
  return Reader(paragraph, heading).Read();
}

}  // namespace drill
