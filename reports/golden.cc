#include "reports/golden.h"

#include <cstdlib>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/base/file.h"
#include "harness/journal/summary.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

constexpr char kDirectory[] = "reports/testdata/";

}  // namespace

Journal SampleJournal() {
  absl::StatusOr<Journal> journal = ReadJournal(absl::StrCat(kDirectory, "journal.jsonl"));
  EXPECT_THAT(journal, IsOk());
  return journal.ok() ? *std::move(journal) : Journal();
}

Summary SampleSummary() {
  Verdict verdict;
  verdict.outcome = OUTCOME_PASSED;
  verdict.exit_code = 0;
  verdict.as_expected = true;
  return Summarize(SampleJournal(), verdict);
}

void ExpectGolden(const std::string& name, absl::string_view actual) {
  const char* workspace = std::getenv("BUILD_WORKSPACE_DIRECTORY");
  if (std::getenv("UPDATE_GOLDEN") != nullptr && workspace != nullptr) {
    EXPECT_THAT(WriteFile(absl::StrCat(workspace, "/", kDirectory, name), actual), IsOk());
    return;
  }
  EXPECT_THAT(ReadFile(kDirectory + name), IsOkAndHolds(std::string(actual)))
      << name << " differs; if that is meant: UPDATE_GOLDEN=1 bazel run //reports:golden_test";
}

}  // namespace drill
