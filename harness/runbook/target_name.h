// Whether a name in a document, be it a column's, a row's, a label's or a heading's, is that of a
// time limit for a procedure. Retention, thresholds, cadences, latencies, data loss and deadlines
// for what comes afterwards are stated in the same words.
#ifndef HARNESS_RUNBOOK_TARGET_NAME_H_
#define HARNESS_RUNBOOK_TARGET_NAME_H_

#include "absl/strings/string_view.h"

namespace drill {

// "RTO", "Estimated time", "Duration".
bool NamesTarget(absl::string_view name);

// "Retention", "RPO", "p95 latency": whatever time stands there is no limit of a procedure.
bool NamesOtherTime(absl::string_view name);

// Also how soon a person answers: "Response time", "P1".
bool NamesOtherTimeOrResponse(absl::string_view name);

// What other people are told or owed: a time "within" which it is done is a deadline.
bool NamesDuty(absl::string_view name);

// "Phase 2", "Full rollback", "Detection to decision": a time beside it is the step's own.
bool NamesStep(absl::string_view name);

// A heading whose section is about what comes after the procedure, or beside it.
bool NamesFollowUp(absl::string_view heading);

}  // namespace drill

#endif  // HARNESS_RUNBOOK_TARGET_NAME_H_
