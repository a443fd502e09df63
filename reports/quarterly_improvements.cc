#include "reports/quarterly_improvements.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "harness/journal/last_drill.h"
#include "reports/absences.h"
#include "reports/incident.h"
#include "reports/text.h"

namespace drill {
namespace {

using Lines = std::vector<std::string>;

constexpr size_t kCommand = 80;

std::string Why(const std::string& why) { return why.empty() ? "" : absl::StrCat(": ", why); }

void AddChecks(const Summary& summary, Lines& lines) {
  for (const SummaryCheck& check : summary.checks()) {
    if (HasFailed(check))
      lines.push_back(absl::StrCat("The check ", check.name(), " failed: expected ",
                                   check.expected(), ", found ", check.actual()));
    if (check.undecided())
      lines.push_back(
          absl::StrCat("The check ", check.name(), " could not be decided: ", check.actual()));
  }
  for (const SummaryFailure& failure : summary.failures())
    lines.push_back(absl::StrCat("The drill ended before its end: ", failure.message()));
}

void AddTimesAndData(const Summary& summary, Lines& lines) {
  for (const SummaryTarget& target : summary.targets())
    if (target.has_measured_ms() && !target.met())
      lines.push_back(absl::StrCat(
          "The target of ", TargetLabel(target), " was missed: ", HumanTime(target.measured_ms()),
          ", documented are ", HumanTime(target.limit_ms()), " (", target.source(), ")",
          target.remark().empty() ? "" : absl::StrCat("; ", target.remark())));
  if (summary.data().rows_lost() > 0)
    lines.push_back(absl::StrCat("Data was lost: ", DataSentence(summary.data())));
  for (const std::string& left : summary.residue())
    lines.push_back(absl::StrCat("Left on the machine: ", left));
}

void AddDecision(const Summary& summary, Lines& lines) {
  if (summary.has_detection() && !summary.detection().detected())
    lines.push_back("None of the document's conditions showed the fault");
  const ProcedureChosen& chosen = summary.quarterly().decision();
  for (const std::string& what : chosen.not_possible())
    lines.push_back(absl::StrCat("A procedure was asked for that cannot be run: ", what));
  if (chosen.refused()) lines.push_back("Who led the drill decided against every procedure");
  if (!chosen.id().empty() && chosen.id() != chosen.scenarios_id())
    lines.push_back(absl::StrCat("Decided on was ", chosen.id(), " (", chosen.heading(),
                                 "); this incident is to be rolled back by ", chosen.scenarios_id(),
                                 " (", chosen.scenarios_heading(), ")"));
  for (const std::string& difference : summary.decision().differences())
    lines.push_back(absl::StrCat("The decision is not the document's: ", difference));
}

void AddProcedure(const Summary& summary, Lines& lines) {
  for (const SummaryDeviation& deviation : summary.deviations()) {
    const std::string line = absl::StrCat("Line ", deviation.line());
    const std::string text = ShortLine(deviation.text(), kCommand);
    if (deviation.kind() == "skipped_by_person")
      lines.push_back(
          absl::StrCat(line, " was skipped by who led the drill: ", text, Why(deviation.reason())));
    else
      lines.push_back(absl::StrCat(line, " could not be followed as it stands (", deviation.kind(),
                                   "): ", text, Why(deviation.reason())));
  }
  for (const SummaryUnreached& command : summary.unreached())
    lines.push_back(absl::StrCat("Line ", command.line(),
                                 " was never reached: ", ShortLine(command.text(), kCommand)));
}

void AddPeople(const SummaryQuarterly& quarterly, Lines& lines) {
  for (const ChecklistTick& tick : quarterly.checklist())
    if (tick.answer() == TICK_ANSWER_NO)
      lines.push_back(absl::StrCat("Not done: ", tick.item().text(), Why(tick.note())));
  for (const SummaryNoteTaken& note : quarterly.notes())
    if (note.improve()) lines.push_back(absl::StrCat("Noted: ", note.text()));
}

}  // namespace

std::vector<std::string> Improvements(const Summary& summary) {
  Lines lines;
  AddChecks(summary, lines);
  AddTimesAndData(summary, lines);
  AddDecision(summary, lines);
  AddProcedure(summary, lines);
  for (std::string& absence : AbsenceSentences(summary)) lines.push_back(std::move(absence));
  AddPeople(summary.quarterly(), lines);
  return lines;
}

}  // namespace drill
