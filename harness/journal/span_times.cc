#include "harness/journal/span_times.h"

#include <algorithm>

#include "absl/strings/str_format.h"
#include "harness/journal/absence_time.h"

namespace drill {

void SpanTimes::Take(const Event& event) {
  const auto step = [this](int64_t start) {
    first_step_ = std::min(first_step_.value_or(start), start);
  };
  if (event.has_detection()) {
    not_detected_ = !event.detection().detected();
    if (!not_detected_) detected_ = event.at_us();
  }
  if (event.has_decision()) {
    decided_ = event.at_us();
    if (!event.decision().by_person()) stood_in_ = event.decision().given_us();
  }
  if (event.has_procedure_chosen() && !event.procedure_chosen().refused()) {
    decided_ = event.at_us();
    if (!event.procedure_chosen().by_person()) stood_in_ = event.procedure_chosen().duration_us();
  }
  if (event.has_phase_started() && event.phase_started().name() == "procedure")
    procedure_ = event.at_us();
  if (event.has_command_run()) step(event.command_run().start_us());
  if (event.has_manual_step()) step(event.manual_step().start_us());
  if (event.has_absence()) absences_.push_back(event.absence());
  if (event.has_recovered() && event.recovered().recovered())
    first_green_ = event.recovered().first_green_us();
}

std::optional<int64_t> SpanTimes::Begin(Span span) const {
  switch (span) {
    case SPAN_RECOVERY:
      return procedure_;
    case SPAN_DECISION_TO_EXECUTION:
      return decided_;
    case SPAN_EXECUTION_TO_VERIFICATION:
      return first_step_;
    default:
      return detected_;
  }
}

std::optional<int64_t> SpanTimes::End(Span span) const {
  switch (span) {
    case SPAN_DETECTION_TO_DECISION:
      return decided_;
    case SPAN_DECISION_TO_EXECUTION:
      return first_step_;
    default:
      return first_green_;
  }
}

std::optional<int64_t> SpanTimes::Microseconds(Span span) const {
  const std::optional<int64_t> begin = Begin(span), end = End(span);
  if (!begin || !end) return std::nullopt;
  return *end - *begin;
}

std::string SpanTimes::Remark(Span span) const {
  std::string why = WhyNotWhole(span);
  const std::optional<int64_t> begin = Begin(span), end = End(span);
  // Of the time that was measured.
  const int64_t away = begin && end ? MicrosecondsAway(absences_, *begin, *end) : 0;
  if (away == 0) return why;
  return absl::StrFormat("%s%sthe terminal was closed for %.1f s of it", why,
                         why.empty() ? "" : "; ", static_cast<double>(away) / 1e6);
}

std::string SpanTimes::WhyNotWhole(Span span) const {
  const bool from_detection = span == SPAN_DETECTION_TO_DECISION || span == SPAN_TOTAL;
  if (from_detection && not_detected_)
    return "none of the document's conditions was seen, so that nothing was detected";
  if (from_detection && decided_ && stood_in_)
    return absl::StrFormat("nobody decided: %.1f s passed in their place",
                           static_cast<double>(*stood_in_) / 1e6);
  return "";
}

}  // namespace drill
