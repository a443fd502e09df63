#include "reports/absences.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "harness/journal/absence_time.h"
#include "reports/text.h"

namespace drill {
namespace {

double Ms(int64_t microseconds) { return static_cast<double>(microseconds) / 1000; }
int64_t Us(double milliseconds) { return static_cast<int64_t>(milliseconds * 1000); }

bool Holds(double begin_ms, double end_ms, const Absence& absence) {
  return MicrosecondsOf(absence, Us(begin_ms), Us(end_ms)) > 0;
}

// The times of the drill that hold a part of the absence.
std::vector<std::string> TimesThatHold(const Summary& summary, const Absence& absence) {
  std::vector<std::string> times;
  const SummaryQuarterly& quarterly = summary.quarterly();
  const double asked = Ms(quarterly.decision().start_us());
  if (Holds(asked, asked + Ms(quarterly.decision().duration_us()), absence))
    times.push_back("the time to the decision");
  for (const SummaryPhase& phase : summary.phases())
    if (phase.name() == "procedure" &&
        Holds(phase.started_ms(), phase.started_ms() + phase.duration_ms(), absence))
      times.push_back("the time of the procedure");
  for (const SummaryCommand& command : summary.commands())
    if (!command.nested() &&
        Holds(command.started_ms(), command.started_ms() + command.duration_ms(), absence))
      times.push_back(absl::StrCat("that of line ", command.line()));
  return times;
}

std::string Holding(const std::vector<std::string>& times) {
  if (times.empty()) return "";
  return absl::StrCat("; ", absl::StrJoin(times, ", "), times.size() == 1 ? " holds" : " hold",
                      " it");
}

}  // namespace

std::string AbsenceEnding(const Absence& absence) {
  switch (absence.ended_by()) {
    case ABSENCE_END_TAKEN_UP:
      return "taken up again";
    case ABSENCE_END_LIMIT:
      return "nobody came within the plan's limit";
    default:
      return "ended from elsewhere";
  }
}

double AwayMs(const SummaryQuarterly& quarterly, double begin_ms, double end_ms) {
  return Ms(MicrosecondsAway(quarterly.absences(), Us(begin_ms), Us(end_ms)));
}

std::string AwayRemark(const SummaryQuarterly& quarterly, double begin_ms, double end_ms) {
  const double away = AwayMs(quarterly, begin_ms, end_ms);
  if (away == 0) return "";
  return absl::StrCat("the terminal was closed for ", HumanTime(away), " of it");
}

std::vector<std::string> AbsenceSentences(const Summary& summary) {
  std::vector<std::string> lines;
  for (const Absence& absence : summary.quarterly().absences()) {
    const std::vector<std::string> times = TimesThatHold(summary, absence);
    lines.push_back(absl::StrCat(
        "The terminal was closed for ", HumanTime(Ms(absence.duration_us())), ", from ",
        HumanTime(Ms(absence.start_us())), " on (", AbsenceEnding(absence), ")", Holding(times)));
  }
  return lines;
}

}  // namespace drill
