#include "harness/runbook/opener.h"

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "harness/base/regex.h"

namespace drill {
namespace {

// Longest part of a text that is examined: how it opens something shows at its beginning.
constexpr size_t kLongest = 300;

// Without regard to case; kept for the life of the program.
const RE2* Pattern(absl::string_view pattern) { return new RE2(absl::StrCat("(?i)", pattern)); }

bool Finds(const std::string& text, const RE2& pattern) { return ContainsRegex(pattern, text); }

bool IsOption(const std::string& text) {
  static const RE2* const numbered = Pattern(
      R"(^(?:option|method|methode|variant|variante|approach|path|way|choice|)"
      R"(alternative|scenario|level|type|case|szenario|cen.rio|op..o|opci.n|m.todo)\s+)"
      R"((?:#?\d+(?:\.\d+)*|(?-i:[A-Z])|[a-z](?:[:.)]|$)|one|two|three|four)(?:[^\pL\d]|$))");
  static const RE2* const counted =
      Pattern(R"(^(?:first|second|third|fourth|1st|2nd|3rd|4th) )"
              R"((?:option|method|approach|way|choice|alternative)\b)");
  return Finds(text, *numbered) || Finds(text, *counted);
}

// `whole` is the text with its numbering.
bool IsOr(const std::string& text, const std::string& whole) {
  static const RE2* const either =
      Pattern(R"(^(?:or|otherwise|alternative|alternatively|alternativ|alternativamente|)"
              R"(alternativement|oder|sonst|ou|ou bien|o bien|sinon)(?:[^\pL]|$))");
  static const RE2* const or_else = Pattern(R"(^(?:or else|oder so)\b)");
  // "On older machines, use docker-compose instead:"; not "use X instead of Y".
  static const RE2* const instead =
      Pattern(R"(\b(?:use|run|do|try|call|take|type|execute)\b.*\binstead\b(?:\W|$))");
  static const RE2* const instead_of = Pattern(R"(\binstead of\b)");
  if (Finds(text, *either)) return !Finds(text, *or_else);
  return Finds(whole, *instead) && !Finds(whole, *instead_of);
}

// "When all are up, …": a point in time that comes for certain.
bool IsOnlyLater(const std::string& text) {
  static const RE2* const when = Pattern(R"(^(?:when|once|wenn|quando)\b)");
  static const RE2* const negated =
      Pattern(R"(^[^,:]*\b(?:not|never|cannot|no longer|fails?|failed|down)\b)");
  static const RE2* const never_a_condition =
      Pattern(R"(^when (?:to|not to|should|and how|do i|do we)\b)");
  static const RE2* const everything =
      Pattern(R"(^when (?:all|everything|everyone|both|done|finished|ready|complete|completed|)"
              R"(that|this|it|you are|you're|you have|you've|the above|step)\b)");
  static const RE2* const finished =
      Pattern(R"(^when\b[^,:]*\b(?:up|ready|done|finished|finishes|complete|completed|completes|)"
              R"(healthy|running|back|stopped|stops|started|starts|green|in sync|over|restored|)"
              R"(loaded|through|closed|drained|returns?)\b)");
  if (!Finds(text, *when)) return false;
  if (Finds(text, *never_a_condition)) return true;
  return !Finds(text, *negated) && (Finds(text, *everything) || Finds(text, *finished));
}

bool IsCondition(const std::string& text, const std::string& whole) {
  static const RE2* const first =
      Pattern(R"(^(?:(?:only |but |and |even )?if|when|unless|in case|in the event|optional|)"
              R"(optionally|\[optional\]|opcional|optionnel|(?:as a )?last resort|falls|wenn|)"
              R"(nur (?:falls|wenn)|sofern|bei bedarf|caso|se|si|quando|)"
              R"(only (?:when|for|in|on|where)|where (?:needed|necessary))(?:[^\pL]|$))");
  static const RE2* const falls_back = Pattern(R"(^falls (?:back|through|short|over)\b)");
  static const RE2* const for_something = Pattern(R"(^for\b)");
  static const RE2* const for_everything =
      Pattern(R"(^for (?:each|every|all|both|any|more|example|reference|details?|now|safety|)"
              R"(the record|the following|the time being|instance|good|this|that|these|those|)"
              R"(it|further|help|information|convenience|completeness|simplicity|context|)"
              R"(background|why|how)\b)");
  static const RE2* const anywhere =
      Pattern(R"(\((?:optional|opcional|optionnel|bei bedarf|falls n.tig|only if|when needed)\b|)"
              R"(\((?:if|when|as) (?:needed|necessary|required|applicable|used|present|any)|)"
              R"(\blast resort\b|\bif (?:needed|necessary|required|applicable)\W*$|)"
              R"([-–—:,]\s*(?:optional|opcional)\W*$|)"
              R"(\b(?:this|the (?:next|following)) (?:\w+ )?is optional\b)");
  if (IsOnlyLater(text)) return false;
  if (Finds(whole, *anywhere)) return true;
  if (Finds(text, *for_something)) return !Finds(text, *for_everything);
  return Finds(text, *first) && !Finds(text, *falls_back);
}

std::string Begin(absl::string_view text) {
  return std::string(absl::StripAsciiWhitespace(text).substr(0, kLongest));
}

std::string End(absl::string_view text) {
  text = absl::StripAsciiWhitespace(text);
  return std::string(text.substr(text.size() - std::min(text.size(), 4 * kLongest)));
}

// Numbering, bullets, emphasis and emoji may stand before the word, and so may "Step 4:".
std::string WithoutLead(std::string text) {
  static const RE2* const lead = Pattern(R"(^(?:[^\pL\[(]|\(optional\))*)");
  static const RE2* const step =
      Pattern(R"(^(?:step|phase|part|schritt|passo|etapa|paso)\s+\d+[a-z]?(?:\.\d+)*\W+)");
  RE2::Replace(&text, *lead, "");
  if (RE2::Replace(&text, *step, "")) RE2::Replace(&text, *lead, "");
  return text;
}

std::vector<std::string> Sentences(absl::string_view text) {
  static const RE2* const end = new RE2(R"([.!?]\s+[\p{Lu}(\[*`"'])");
  std::vector<std::string> sentences;
  size_t at = 0;
  while (const std::optional<RegexMatch> match = FindRegex(*end, text, at)) {
    sentences.emplace_back(text.substr(at, match->begin + 1 - at));
    at = text.find_first_not_of(" \t\n.!?", match->begin);
  }
  sentences.emplace_back(text.substr(at));
  return sentences;
}

// "If there is a replica, build it anew." tells to do something under a condition.
bool TellsToDoIt(const std::string& sentence) {
  static const RE2* const marked = Pattern(
      R"(^\W*(?:optional|opcional|optionnel|bei bedarf|(?:falls|wenn) n.tig|se necess|si n.cess)|)"
      R"(\((?:optional|if|when)\b|)"
      R"(\bis optional\b|\bif (?:needed|necessary|required|applicable)\W*$)");
  static const RE2* const parts =
      Pattern(R"(^\W*(?:only |but |and |even )?)"
              R"((?:if|falls|wenn|sofern|se|caso|si|in case|unless)\b.*?)"
              R"((?:,(?: then)?| then)\s+(?:please |just |simply |also |you (?:must|should|)"
              R"(can|have to|need to|may) )?`?([\pL']+))");
  static const RE2* const subject =
      Pattern(R"(^(?:the|a|an|it|its|this|that|these|those|they|there|you|we|i|your|our|)"
              R"(all|some|no|nothing|everything|each|every|which|what|as|der|die|das|es|)"
              R"(sie|wir|o|os|as|el|la|los)$)");
  static const RE2* const elsewhere = Pattern(
      R"(^(?:ask|call|contact|escalate|notify|page|tell|inform|stop|abort|exit|)"
      R"(see|go|skip|continue|proceed|return|wait|repeat|do|don't|never|refer|)"
      R"(consult|read|follow|jump|consider|report|note|and|or|but|not|fale|contate|avise|chame|pare|frag|frage|melde|rufe|stopp)$)");
  if (Finds(sentence, *marked)) return true;
  const std::optional<RegexMatch> found = FindRegex(*parts, sentence);
  if (!found) return false;
  const std::string verb = found->str(1);
  return !Finds(verb, *subject) && !Finds(verb, *elsewhere);
}

}  // namespace

OpenerKind ClassifyOpener(absl::string_view opener) {
  const std::string whole = Begin(opener);
  const std::string text = WithoutLead(whole);
  if (IsOption(text)) return OpenerKind::kOption;
  if (IsOr(text, whole)) return OpenerKind::kOr;
  if (IsCondition(text, whole)) return OpenerKind::kConditional;
  return OpenerKind::kNone;
}

OpenerKind ClassifyProse(absl::string_view text) {
  static const RE2* const goes_on =
      Pattern(R"(^\W*(?:then|now|next|after|afterwards|finally|first|in any case|always|dann)\b)");
  static const RE2* const otherwise_so =
      Pattern(R"(^otherwise,?\s+(?:the|a|an|it|this|that|you|there|data|they)\b)");
  const std::string whole = End(text);
  const bool colon = absl::EndsWith(absl::StripAsciiWhitespace(text), ":");
  const std::vector<std::string> sentences = Sentences(whole);
  for (auto sentence = sentences.rbegin(); sentence != sentences.rend(); ++sentence) {
    const OpenerKind kind = ClassifyOpener(*sentence);
    if (kind == OpenerKind::kOr && (colon || !Finds(*sentence, *otherwise_so))) return kind;
    if (kind == OpenerKind::kOption && colon) return kind;
    if (kind == OpenerKind::kConditional && (colon || TellsToDoIt(*sentence))) return kind;
    if (Finds(*sentence, *goes_on)) break;
  }
  return OpenerKind::kNone;
}

}  // namespace drill
