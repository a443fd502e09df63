// The journal's facts, put together for a reader. A pure function: reports can be made again from a
// journal at any time.
#ifndef HARNESS_JOURNAL_SUMMARY_H_
#define HARNESS_JOURNAL_SUMMARY_H_

#include <string>

#include "absl/status/statusor.h"
#include "harness/journal/journal_reader.h"
#include "harness/journal/summary.pb.h"
#include "harness/journal/verdict_data.h"

namespace drill {

// `verdict` was made from the same journal. Without an outcome in it, the summary's is an error.
Summary Summarize(const Journal& journal, const Verdict& verdict);

// report.json.
absl::StatusOr<std::string> SummaryJson(const Summary& summary);

}  // namespace drill

#endif  // HARNESS_JOURNAL_SUMMARY_H_
