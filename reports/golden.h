// One sample drill, and the golden files of its reports.
#ifndef REPORTS_GOLDEN_H_
#define REPORTS_GOLDEN_H_

#include <string>

#include "absl/strings/string_view.h"
#include "harness/journal/journal_reader.h"
#include "harness/journal/summary.pb.h"

namespace drill {

// reports/testdata/journal.jsonl. Fails the test when it cannot be read.
Journal SampleJournal();

// Its summary, with the verdict of a drill that passed.
Summary SampleSummary();

// Fails the test unless `actual` is the content of reports/testdata/`name`. After a change that is
// meant, write the files anew with: UPDATE_GOLDEN=1 bazel run //reports:golden_test, or
// the test of that report.
void ExpectGolden(const std::string& name, absl::string_view actual);

}  // namespace drill

#endif  // REPORTS_GOLDEN_H_
