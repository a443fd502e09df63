#include "harness/runbook/target_name.h"

#include "harness/base/regex.h"

namespace drill {

bool NamesTarget(absl::string_view name) {
  static const auto* const words = new RE2(
      R"((?i)\b(?:rto|mttr|target|time|duration|downtime|limit|estimate[ds]?|eta|sla|recovery)"
      R"(|objective|time[- ]?box|max(?:imum)? acceptable|zeit|dauer|tempo)\b)");
  return ContainsRegex(*words, name) && !NamesOtherTimeOrResponse(name);
}

bool NamesOtherTime(absl::string_view name) {
  static const auto* const words = new RE2(
      R"((?i)\b(?:retention|retain\w*|frequency|cadence|intervals?|thresholds?|latenc(?:y|ies))"
      R"(|p\d\d(?:\.\d+)?|percentiles?|rpo|recovery points?|data[- ]?loss|response times?)"
      R"(|time to (?:live|respond)|ttl|time[- ]?outs?|grace|cool[- ]?down|soak\w*|uptime)"
      R"(|availability|maintenance window|(?:observation|monitoring) (?:period|window))"
      R"(|(?:business|office|support) hours|sev(?:erity)?[- ]?\d)\b)"
      R"(|(?i)^\W*(?:when|waits?|waiting|sleep)\b)");
  return ContainsRegex(*words, name);
}

bool NamesOtherTimeOrResponse(absl::string_view name) {
  static const auto* const words = new RE2(
      R"((?i)\b(?:responses?|respond|p[0-5]|priority|kept|keep|schedule\w*|loss|lost|actual\w*)"
      R"(|measured|observed|last (?:test|run|drill)|timestamps?|dates?|age|stale\w*|first seen)"
      R"(|acknowledg\w+|ack|on[- ]?call|bake|lag|delays?|polling|expir\w+|validity|lifetime)"
      R"(|(?:query|page|load|request) (?:times?|loads?)|rate|since)\b)");
  return NamesOtherTime(name) || ContainsRegex(*words, name);
}

bool NamesDuty(absl::string_view name) {
  static const auto* const words = new RE2(
      R"((?i)\b(?:notif\w+|communicat\w+|announce\w*|inform\w*|escalat\w+|reports?|reviews?)"
      R"(|tickets?|stakeholders?|customers?|status page|monitor\w*|update\w*|document\w*)"
      R"(|meeting|debrief\w*|summary|owners?|team|manager|legal|compliance|audit\w*)\b)");
  return ContainsRegex(*words, name) || NamesFollowUp(name);
}

bool NamesStep(absl::string_view name) {
  static const auto* const words = new RE2(
      R"((?i)^\W*(?:step|phase|stage|part|total|full|complete|overall|end[- ]to[- ]end|whole)"
      R"(|quick|partial|roll(?:ing)?[- ]?back|restor\w+|recover\w+|revert\w*|fail[- ]?over)"
      R"(|switch\w*|redeploy\w*|downgrad\w+|rebuild\w*)\b|(?i)^[\w ]+ (?:to|→|->) [\w ]+$)");
  return ContainsRegex(*words, name);
}

bool NamesFollowUp(absl::string_view heading) {
  static const auto* const words = new RE2(
      R"((?i)\b(?:follow[- ]?ups?|post[- ]?mortems?|retro(?:spective)?s?|lessons|action items)"
      R"(|post[- ]?incident|after[- ]action|aftermath|afterwards|escalations?|contacts?)"
      R"(|retention|severit(?:y|ies)|(?:incident|quarterly|monthly|annual|yearly) reviews?)"
      R"(|(?:drill|review|test(?:ing)?) (?:schedule|cadence)|change ?log|version history)\b)"
      R"(|(?i)^\W*(?:[\d.]+\s*)?(?:after (?:the|a|an|every|each)\b|communications?\b))"
      R"(|(?i)\bpost[- ]?\w+ (?:actions?|tasks?|duties|to-?dos?)\b)");
  return ContainsRegex(*words, heading);
}

}  // namespace drill
