// The end of a quarterly drill, when the machine is gone: the document's checklist, and the last
// notes.
#ifndef HARNESS_DRILL_DEBRIEF_H_
#define HARNESS_DRILL_DEBRIEF_H_

#include <vector>

#include "absl/status/status.h"
#include "harness/drill/drill_recorder.h"
#include "harness/drill/lead.h"
#include "harness/journal/journal.pb.h"

namespace drill {

// Items of the checklist that the journal holds no answer to; all that is left to be asked. None
// where the journal is of no quarterly drill.
std::vector<ChecklistEntry> OpenItems(const std::vector<Event>& journal);

// Whether everything has been asked.
bool IsDebriefed(const std::vector<Event>& journal);

// Asks for each of the items and for notes; `sink` takes each answer at once. Cancelled when the
// drill is stopped, FailedPrecondition where nobody answers any more: what was answered is kept,
// and OpenItems() tells what is left. Otherwise an error of `sink`.
absl::Status Debrief(const std::vector<ChecklistEntry>& items, Lead& lead, const EventSink& sink);

}  // namespace drill

#endif  // HARNESS_DRILL_DEBRIEF_H_
