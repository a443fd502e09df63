#include "harness/quarterly/resume_quarterly.h"

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/base/file.h"
#include "harness/drill/scripted_lead.h"
#include "harness/journal/journal_reader.h"
#include "harness/journal/journal_writer.h"
#include "harness/testing/parse_text.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class ResumeQuarterlyTest : public ::testing::Test {
 protected:
  void SetUp() override {
    const std::string name = ::testing::UnitTest::GetInstance()->current_test_info()->name();
    directory_ = absl::StrCat(::testing::TempDir(), "/", name);
    ASSERT_THAT(RemoveAll(directory_), IsOk());
    ASSERT_THAT(MakeDirectories(directory_), IsOk());
  }

  // A drill that was stopped, with the first item ticked.
  void Stopped() {
    Write({"drill_started { scenario: 'shop/gone' stack: 'shop' }",
           "quarterly { quarter: '2026-Q4' checklist { line: 1 text: 'Told' }"
           "  checklist { line: 2 text: 'Seen' } }",
           "phase_started { name: 'procedure' }",
           "failure { outcome: OUTCOME_ERROR message: 'stopped by the user' }",
           "residue { inspected: 'mounts' }", "drill_ended { duration_us: 5 }",
           "checklist_tick { item { line: 1 text: 'Told' } answer: TICK_ANSWER_YES }"});
  }
  void Write(const std::vector<std::string>& events) {
    auto writer = JournalWriter::Create(JournalFile(), RealClock(), nullptr);
    ASSERT_THAT(writer, IsOk());
    for (const std::string& event : events)
      ASSERT_THAT((*writer)->Write(ParseText<Event>(event)), IsOk());
  }
  std::string JournalFile() const { return absl::StrCat(directory_, "/journal.jsonl"); }
  std::string Report() const {
    return ReadFile(absl::StrCat(directory_, "/quarterly.md")).value_or("");
  }
  absl::StatusOr<Summary> Resume() {
    return ResumeQuarterly(directory_, lead_, RealClock(), Masker());
  }

  std::string directory_;
  ScriptedLead lead_;
};

TEST_F(ResumeQuarterlyTest, AsksForWhatIsOpenAndMakesTheReports) {
  Stopped();
  lead_.ticks["Seen"] = TICK_ANSWER_NO;
  lead_.last_note = "say which tag";
  const auto summary = Resume();
  ASSERT_THAT(summary, IsOk());
  EXPECT_THAT(lead_.asked, ElementsAre("Seen", "notes"));
  EXPECT_EQ(summary->outcome(), OUTCOME_ERROR);
  EXPECT_THAT(summary->reasons(), ElementsAre("stopped by the user"));
  EXPECT_TRUE(summary->quarterly().debriefed());
  EXPECT_THAT(Report(), HasSubstr("| 2 | Seen | **no** |"));
  EXPECT_THAT(Report(), HasSubstr("Noted: say which tag"));
  EXPECT_THAT(ReadFile(absl::StrCat(directory_, "/report.json")), IsOk());
}

TEST_F(ResumeQuarterlyTest, WhatIsDoneIsNotAskedAgain) {
  Stopped();
  ASSERT_THAT(Resume(), IsOk());
  lead_.asked.clear();
  const auto before = ReadFile(JournalFile());
  ASSERT_THAT(Resume(), IsOk());
  EXPECT_THAT(lead_.asked, IsEmpty());
  EXPECT_EQ(ReadFile(JournalFile()).value_or(""), before.value_or("x"));
}

TEST_F(ResumeQuarterlyTest, WhoLeavesAgainKeepsWhatWasAnswered) {
  Stopped();
  lead_.leaves_at = "Seen";
  const auto summary = Resume();
  ASSERT_THAT(summary, IsOk());
  EXPECT_FALSE(summary->quarterly().debriefed());
  EXPECT_THAT(Report(), HasSubstr("| 2 | Seen | not asked yet |"));
}

TEST_F(ResumeQuarterlyTest, AHarnessThatWasKilledIsAnErrorWithAllThatIsKnown) {
  Write({"drill_started { scenario: 'shop/gone' }",
         "quarterly { quarter: '2026-Q4' checklist { line: 1 text: 'Told' } }",
         "note_taken { text: 'it hangs' }"});
  const auto summary = Resume();
  ASSERT_THAT(summary, IsOk());
  EXPECT_EQ(summary->outcome(), OUTCOME_ERROR);
  EXPECT_FALSE(summary->journal_complete());
  EXPECT_THAT(lead_.asked, ElementsAre("Told", "notes"));
  EXPECT_THAT(Report(), HasSubstr("it hangs"));
}

TEST_F(ResumeQuarterlyTest, OnlyAQuarterlyDrillIsGoneOnWith) {
  EXPECT_THAT(Resume(), StatusIs(absl::StatusCode::kNotFound));
  Write({"drill_started { scenario: 'shop/gone' }"});
  EXPECT_THAT(Resume(), StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("no quarterly")));
}

TEST_F(ResumeQuarterlyTest, ADrillThatStillRunsIsLeftAlone) {
  auto writer = JournalWriter::Create(JournalFile(), RealClock(), nullptr);
  ASSERT_THAT(writer, IsOk());
  ASSERT_THAT((*writer)->Write(ParseText<Event>("quarterly { quarter: '2026-Q4' }")), IsOk());
  EXPECT_THAT(Resume(), StatusIs(absl::StatusCode::kUnavailable, HasSubstr("still runs")));
  EXPECT_THAT(lead_.asked, IsEmpty());
}

}  // namespace
}  // namespace drill
