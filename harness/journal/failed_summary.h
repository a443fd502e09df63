#ifndef HARNESS_JOURNAL_FAILED_SUMMARY_H_
#define HARNESS_JOURNAL_FAILED_SUMMARY_H_

#include <string>

#include "absl/status/status.h"
#include "harness/journal/summary.pb.h"

namespace drill {

// Summary of a drill that has no journal because the harness could not begin one: an error with the
// status's message as its reason.
Summary FailedSummary(const std::string& scenario, const absl::Status& status);

}  // namespace drill

#endif  // HARNESS_JOURNAL_FAILED_SUMMARY_H_
