// An earlier drill, as far as a quarterly drill is compared with it.
#ifndef HARNESS_JOURNAL_LAST_DRILL_H_
#define HARNESS_JOURNAL_LAST_DRILL_H_

#include <string>

#include "absl/strings/string_view.h"
#include "harness/journal/journal.pb.h"
#include "harness/journal/summary.pb.h"

namespace drill {

// `run_directory` is where the earlier drill's reports were written; it may be gone.
LastDrill LastDrillOf(const Summary& summary, absl::string_view run_directory);

// There is none to compare with, for this reason.
LastDrill NoLastDrill(absl::string_view why);

// A deviation in one line, by which those of two drills are compared: "line 7: skipped: text".
std::string DeviationLine(const SummaryDeviation& deviation);

// Whether the check was made and failed.
bool HasFailed(const SummaryCheck& check);

}  // namespace drill

#endif  // HARNESS_JOURNAL_LAST_DRILL_H_
