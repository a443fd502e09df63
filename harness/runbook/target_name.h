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

// As NamesOtherTime(), or a time within which a person answers: "Response time", "P1".
bool NamesOtherTimeOrResponse(absl::string_view name);

// Names what is told or owed to others, such as notifications: a time "within" is then a deadline.
bool NamesDuty(absl::string_view name);

// "Phase 2", "Full rollback", "Detection to decision": a time beside it is the step's own.
bool NamesStep(absl::string_view name);

// Whether the section under the heading is about what comes after the procedure, or beside it.
bool NamesFollowUp(absl::string_view heading);

}  // namespace drill

#endif  // HARNESS_RUNBOOK_TARGET_NAME_H_
