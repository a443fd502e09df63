#include "harness/journal/quarterly_summary.h"

namespace drill {
namespace {

void AddChoice(const ProcedureChosen& chosen, Summary& summary) {
  *summary.mutable_quarterly()->mutable_decision() = chosen;
  if (chosen.refused()) return;
  summary.set_procedure_id(chosen.id());
  summary.set_heading(chosen.heading());
}

void AddNote(const Event& event, Summary& summary) {
  SummaryNoteTaken& note = *summary.mutable_quarterly()->add_notes();
  note.set_at_ms(static_cast<double>(event.at_us()) / 1000);
  note.set_text(event.note_taken().text());
  note.set_improve(event.note_taken().improve());
}

}  // namespace

void AddQuarterly(const Event& event, Summary& summary) {
  switch (event.kind_case()) {
    case Event::kQuarterly:
      *summary.mutable_quarterly()->mutable_started() = event.quarterly();
      return;
    case Event::kMonitoring:
      *summary.mutable_quarterly()->add_monitoring() = event.monitoring();
      return;
    case Event::kProcedureChosen:
      return AddChoice(event.procedure_chosen(), summary);
    case Event::kStepConfirmed:
      *summary.mutable_quarterly()->add_steps() = event.step_confirmed();
      return;
    case Event::kNoteTaken:
      return AddNote(event, summary);
    case Event::kChecklistTick:
      *summary.mutable_quarterly()->add_checklist() = event.checklist_tick();
      return;
    case Event::kLastDrill:
      *summary.mutable_quarterly()->mutable_last() = event.last_drill();
      return;
    case Event::kAbsence:
      *summary.mutable_quarterly()->add_absences() = event.absence();
      return;
    case Event::kDebriefed:
      summary.mutable_quarterly()->set_debriefed(true);
      return;
    default:
      return;
  }
}

}  // namespace drill
