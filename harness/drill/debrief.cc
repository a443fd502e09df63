#include "harness/drill/debrief.h"

#include <algorithm>
#include <utility>

namespace drill {
namespace {

bool Same(const ChecklistEntry& a, const ChecklistEntry& b) {
  return a.line() == b.line() && a.text() == b.text() && a.heading() == b.heading();
}

bool IsAnswered(const std::vector<Event>& journal, const ChecklistEntry& item) {
  return std::any_of(journal.begin(), journal.end(), [&](const Event& event) {
    return event.has_checklist_tick() && Same(event.checklist_tick().item(), item);
  });
}

}  // namespace

std::vector<ChecklistEntry> OpenItems(const std::vector<Event>& journal) {
  std::vector<ChecklistEntry> open;
  for (const Event& event : journal)
    for (const ChecklistEntry& item : event.quarterly().checklist())
      if (!IsAnswered(journal, item)) open.push_back(item);
  return open;
}

bool IsDebriefed(const std::vector<Event>& journal) {
  return std::any_of(journal.begin(), journal.end(),
                     [](const Event& event) { return event.has_debriefed(); });
}

absl::Status Debrief(const std::vector<ChecklistEntry>& items, Lead& lead, const EventSink& sink) {
  absl::Status written;
  lead.set_on_note([&](NoteTaken note) {
    Event event;
    *event.mutable_note_taken() = std::move(note);
    written.Update(sink(std::move(event)));
  });
  absl::Status asked;
  for (const ChecklistEntry& item : items) {
    absl::StatusOr<ChecklistTick> tick = lead.Tick(item);
    asked = tick.status();
    if (!asked.ok()) break;
    Event event;
    *event.mutable_checklist_tick() = *std::move(tick);
    written.Update(sink(std::move(event)));
  }
  if (asked.ok()) asked = lead.TakeLastNotes();
  lead.set_on_note({});
  if (asked.ok()) {
    Event event;
    event.mutable_debriefed();
    written.Update(sink(std::move(event)));
  }
  return written.ok() ? asked : written;
}

}  // namespace drill
