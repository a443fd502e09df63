#include "reports/quarterly_events.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "harness/base/plural.h"
#include "reports/absences.h"
#include "reports/monitoring.h"
#include "reports/text.h"

namespace drill {
namespace {

constexpr size_t kWidth = 96;
// Stands under the text of a line, behind its time.
constexpr char kUnderLine[] = "\n                ";

std::string StartedLine(const QuarterlyStarted& started) {
  std::string line = absl::StrCat("  quarterly drill ", started.quarter());
  if (!started.drawn_from().empty())
    absl::StrAppend(&line, ", drawn from ", Counted(started.drawn_from_size(), "scenario"));
  return absl::StrCat(line, started.unattended() ? "; nobody leads it" : "");
}

// Of a command that is run its own line follows.
std::string StepLine(const StepConfirmed& step) {
  if (step.answer() == STEP_ANSWER_RUN) return "";
  return absl::StrCat(
      step.answer() == STEP_ANSWER_SKIP ? "  SKIPPED line " : "  STOPPED before line ", step.line(),
      ": ", ShortLine(step.text(), kWidth),
      step.reason().empty() ? "" : absl::StrCat(" (", ShortLine(step.reason(), kWidth), ")"));
}

std::string AbsenceLine(const Absence& absence) {
  return absl::StrCat("  the terminal was closed for ",
                      HumanTime(static_cast<double>(absence.duration_us()) / 1000), "; ",
                      AbsenceEnding(absence));
}

}  // namespace

std::string QuarterlyEventLine(const Event& event) {
  switch (event.kind_case()) {
    case Event::kQuarterly:
      return StartedLine(event.quarterly());
    case Event::kMonitoring:
      return absl::StrCat("  monitoring: ",
                          absl::StrJoin(MonitoringLines(event.monitoring()), kUnderLine));
    case Event::kProcedureChosen:
      return absl::StrCat("  decided: ", event.procedure_chosen().refused()
                                             ? "nothing is rolled back"
                                             : event.procedure_chosen().heading());
    case Event::kStepConfirmed:
      return StepLine(event.step_confirmed());
    case Event::kAbsence:
      return AbsenceLine(event.absence());
    default:
      return "";
  }
}

}  // namespace drill
