// A quarterly drill that was left before its end: what is still to be asked, and its reports.
#ifndef HARNESS_QUARTERLY_RESUME_QUARTERLY_H_
#define HARNESS_QUARTERLY_RESUME_QUARTERLY_H_

#include <string>

#include "absl/status/statusor.h"
#include "harness/base/clock.h"
#include "harness/base/mask.h"
#include "harness/drill/lead.h"
#include "harness/journal/summary.pb.h"

namespace drill {

// Asks for what the journal of the run directory holds no answer to, and makes all reports anew
// from it. The drill itself is not gone on with: its machine was removed when it was left. Where
// whoever leads leaves again, what was answered is kept, and the reports are made all the same.
//   NotFound: there is no journal; InvalidArgument: it cannot be read, or is of no quarterly drill;
//   Unavailable: the drill still runs; Internal: a file could not be written.
absl::StatusOr<Summary> ResumeQuarterly(const std::string& run_directory, Lead& lead, Clock& clock,
                                        const Masker& masker);

}  // namespace drill

#endif  // HARNESS_QUARTERLY_RESUME_QUARTERLY_H_
