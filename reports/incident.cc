#include "reports/incident.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "harness/base/plural.h"
#include "reports/text.h"

namespace drill {
namespace {

std::string Shortened(const SummaryDetection& detection) {
  if (detection.shortened() <= 1) return "";
  return absl::StrFormat("; the document's times are shortened to one %gth", detection.shortened());
}

std::string DetectionSentence(const SummaryDetection& detection) {
  if (!detection.detected())
    return absl::StrCat("by none of the document's conditions: ",
                        absl::StrJoin(detection.not_seen(), "; "), Shortened(detection));
  return absl::StrCat(HumanTime(detection.after_ms()), " after the fault, by \"", detection.quote(),
                      "\" (line ", detection.line(), "): ", detection.seen(), Shortened(detection));
}

std::string DecisionSentence(const SummaryDecision& decision) {
  std::string text;
  if (!decision.issue().empty())
    absl::StrAppend(&text, "\"", decision.issue(), "\" (line ", decision.line(),
                    "): ", absl::StrJoin(decision.cells(), ", "), "; ");
  if (decision.differences().empty())
    absl::StrAppend(&text,
                    "the procedure is of that kind: ", absl::StrJoin(decision.procedure(), ", "));
  else
    absl::StrAppend(&text,
                    "NOT AS THE DOCUMENT SAYS: ", absl::StrJoin(decision.differences(), "; "));
  if (decision.by_person()) return absl::StrCat(text, "; decided by a person");
  return absl::StrCat(text, "; nobody was asked");
}

std::string ManualSentence(const SummaryManualStep& step) {
  std::string text = absl::StrCat("line ", step.line(), ": ", step.text(), " ");
  if (step.refused()) return absl::StrCat(text, "A person said that it cannot be done.");
  if (step.by_person())
    absl::StrAppend(&text, "A person took ", HumanTime(step.waited_ms()), ", ",
                    HumanTime(step.given_ms()), " are given");
  else
    absl::StrAppend(&text, "Nobody was there: ", HumanTime(step.waited_ms()), " passed");
  if (!step.stand_in().empty()) absl::StrAppend(&text, "; in its place ran: ", step.stand_in());
  return text;
}

}  // namespace

std::vector<std::pair<std::string, std::string>> IncidentLines(const Summary& summary) {
  std::vector<std::pair<std::string, std::string>> lines;
  if (summary.has_detection())
    lines.emplace_back("detected", DetectionSentence(summary.detection()));
  if (summary.has_decision()) lines.emplace_back("decision", DecisionSentence(summary.decision()));
  for (const SummaryManualStep& step : summary.manual_steps())
    lines.emplace_back("by hand", ManualSentence(step));
  if (!summary.manual_steps().empty())
    lines.emplace_back(
        "not verified",
        absl::StrCat("the verdict rests on ", Counted(summary.manual_steps_size(), "step"),
                     " by hand, and nothing shows that a person can take them"));
  return lines;
}

std::string TargetLabel(const SummaryTarget& target) {
  return target.span() == SPAN_RECOVERY ? "recovery" : target.name();
}

}  // namespace drill
