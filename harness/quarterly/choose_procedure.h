// Which procedures of a document can be decided on in a quarterly drill, and what a person means.
#ifndef HARNESS_QUARTERLY_CHOOSE_PROCEDURE_H_
#define HARNESS_QUARTERLY_CHOOSE_PROCEDURE_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "harness/drill/lead.h"
#include "harness/drill/prepared_drill.h"
#include "harness/drill/quarterly_part.h"

namespace drill {

// The stack's list of its document's procedures; where it has none, the headings that commands
// stand under.
std::vector<OfferedProcedure> ProceduresOnOffer(const PreparedDrill& drill);

// The scenario's own procedure.
ChosenProcedure OwnProcedure(const PreparedDrill& drill);

// The procedure that `typed` means: a number of the offers, an id or a heading. It is planned as
// the first of `others` plans it that drills it, or else as the document has it and nobody has said
// anything of it. NotFound or InvalidArgument where there is no such procedure; FailedPrecondition,
// with what is missing, where it cannot be run as it stands. `others` are of the same stack and
// document.
absl::StatusOr<ChosenProcedure> ChooseProcedure(absl::string_view typed, const PreparedDrill& drill,
                                                const std::vector<PreparedDrill>& others);

}  // namespace drill

#endif  // HARNESS_QUARTERLY_CHOOSE_PROCEDURE_H_
