#ifndef HARNESS_JOURNAL_FAILED_SUMMARY_H_
#define HARNESS_JOURNAL_FAILED_SUMMARY_H_

#include <string>

#include "absl/status/status.h"
#include "harness/journal/summary.pb.h"

namespace drill {

// Of a drill that has no journal, since the harness could not begin it: an error, with the status's
// message for its reason.
Summary FailedSummary(const std::string& scenario, const absl::Status& status);

}  // namespace drill

#endif  // HARNESS_JOURNAL_FAILED_SUMMARY_H_
