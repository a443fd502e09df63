// `report`, from a journal alone.
#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/base/clock.h"
#include "harness/base/file.h"
#include "harness/base/mask.h"
#include "harness/command/commands.h"
#include "harness/drill/exit_codes.h"
#include "harness/journal/journal_writer.h"
#include "harness/testing/journal_case.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

using ::testing::HasSubstr;

class ReportCommandTest : public testing::Test {
 protected:
  ReportCommandTest()
      : directory_(absl::StrCat(testing::TempDir(), "/",
                                testing::UnitTest::GetInstance()->current_test_info()->name())) {
    EXPECT_THAT(RemoveAll(directory_), IsOk());
    EXPECT_THAT(MakeDirectories(directory_), IsOk());
  }

  void WriteJournal(const JournalCase& drill) {
    Masker masker;
    auto writer = JournalWriter::Create(Journal(), RealClock(), &masker);
    ASSERT_THAT(writer, IsOk());
    for (const Event& event : drill.Events()) ASSERT_THAT((*writer)->Write(event), IsOk());
  }

  std::string Journal() const { return directory_ + "/journal.jsonl"; }

  int Report(const std::string& argument) {
    Options options;
    options.arguments = {argument};
    return MakeReports(options);
  }

  const std::string directory_;
};

TEST_F(ReportCommandTest, MakesEveryReportAgain) {
  WriteJournal(JournalCase());
  EXPECT_EQ(Report(directory_), 0);
  for (const char* name : {"report.json", "report.md", "report.html", "junit.xml"})
    EXPECT_THAT(ReadFile(absl::StrCat(directory_, "/", name)), IsOk()) << name;
  const auto before = ReadFile(directory_ + "/report.json");
  EXPECT_EQ(Report(Journal()), 0);
  EXPECT_THAT(ReadFile(directory_ + "/report.json"), IsOkAndHolds(*before));
}

TEST_F(ReportCommandTest, TheExitCodeIsThatOfTheDrill) {
  JournalCase failed;
  failed.AddCheck("schema", CHECK_PHASE_VERIFICATION, false);
  WriteJournal(failed);
  EXPECT_EQ(Report(directory_), 1);
}

// The harness was killed while it wrote: what is told is told, and is no verdict.
TEST_F(ReportCommandTest, OfAJournalThatWasCutOff) {
  WriteJournal(JournalCase());
  const auto whole = ReadFile(Journal());
  ASSERT_THAT(whole, IsOk());
  ASSERT_THAT(WriteFile(Journal(), whole->substr(0, whole->size() / 2)), IsOk());
  EXPECT_EQ(Report(directory_), kExitMachineError);
  EXPECT_THAT(ReadFile(directory_ + "/report.json"),
              IsOkAndHolds(HasSubstr("\"journal_complete\": false")));
}

TEST_F(ReportCommandTest, WhatIsNoJournalIsRefused) {
  EXPECT_EQ(Report(directory_), kExitUnusable);
  ASSERT_THAT(WriteFile(Journal(), ""), IsOk());
  EXPECT_EQ(Report(directory_), kExitUnusable);
  ASSERT_THAT(WriteFile(Journal(), "no event\nat all\n"), IsOk());
  EXPECT_EQ(Report(directory_), kExitUnusable);
  EXPECT_FALSE(ReadFile(directory_ + "/report.json").ok());
}

}  // namespace
}  // namespace drill
