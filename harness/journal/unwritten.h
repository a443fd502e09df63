// What a verdict is worth whose facts could not be kept.
#ifndef HARNESS_JOURNAL_UNWRITTEN_H_
#define HARNESS_JOURNAL_UNWRITTEN_H_

#include <string>

#include "absl/status/status.h"
#include "harness/journal/verdict_data.h"

namespace drill {

// `what` ("the journal") could not be written: an error of the machine, exit code 4, whatever was
// found; what was found stays among the reasons. Pure.
void TellUnwritten(const std::string& what, const absl::Status& why, Verdict& verdict);

}  // namespace drill

#endif  // HARNESS_JOURNAL_UNWRITTEN_H_
