#include "harness/drill/mask_run_directory.h"

#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/base/clock.h"
#include "harness/base/file.h"
#include "harness/base/masked_file.h"
#include "harness/journal/journal_reader.h"
#include "harness/journal/journal_writer.h"
#include "harness/journal/summary.h"
#include "harness/journal/verdict.h"
#include "harness/testing/planted_secrets.h"
#include "harness/testing/status_matchers.h"
#include "reports/run_directory.h"

namespace drill {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class MaskRunDirectoryTest : public ::testing::Test {
 protected:
  void SetUp() override {
    ASSERT_THAT(RemoveAll(directory_), IsOk());
    ASSERT_THAT(MakeDirectories(directory_ + "/commands"), IsOk());
    auto writer = JournalWriter::Create(directory_ + "/journal.jsonl", RealClock(), &masker_);
    ASSERT_THAT(writer, IsOk());
    writer_ = *std::move(writer);
    Event event;
    event.mutable_drill_started()->set_scenario("a/b");
    ASSERT_THAT(writer_->Write(event), IsOk());
  }

  void WriteCommand(const std::string& text, const std::string& output) {
    const std::string name = absl::StrCat("commands/", ++count_, ".txt");
    MaskedFile file(&masker_);
    ASSERT_THAT(file.Open(directory_ + "/" + name), IsOk());
    for (const char byte : output) file.Append(std::string(1, byte));
    ASSERT_THAT(file.Flush(), IsOk());
    Event event;
    event.mutable_command_run()->set_text(text);
    event.mutable_command_run()->set_output_file(name);
    ASSERT_THAT(writer_->Write(event), IsOk());
  }

  void WriteAllReports() {
    const auto journal = ReadJournal(directory_ + "/journal.jsonl");
    ASSERT_THAT(journal, IsOk());
    ASSERT_THAT(WriteReports(Summarize(*journal, Judge(journal->events)), directory_), IsOk());
  }

  // Everything that stands in the run directory.
  std::string All() const {
    std::string all;
    const auto files = ListFiles(directory_);
    if (!files.ok()) return all;
    for (const std::string& file : *files)
      absl::StrAppend(&all, "\n== ", file, "\n", *ReadFile(directory_ + "/" + file));
    return all;
  }

  const std::string directory_ = ::testing::TempDir() + "/run";
  Masker masker_;
  std::unique_ptr<JournalWriter> writer_;
  int count_ = 0;
};

TEST_F(MaskRunDirectoryTest, NoPlantedSecretIsInAnyFile) {
  for (const PlantedSecret& planted : PlantedSecrets()) {
    WriteCommand(planted.text, absl::StrCat("before\n", planted.text, "\nafter\n"));
  }
  ASSERT_THAT(MaskRunDirectory(directory_, masker_), IsOk());
  WriteAllReports();
  const std::string all = All();
  EXPECT_THAT(all, HasSubstr("== report.html"));
  for (const PlantedSecret& planted : PlantedSecrets())
    EXPECT_THAT(all, Not(HasSubstr(planted.secret))) << planted.text;
}

TEST_F(MaskRunDirectoryTest, WhatIsLearnedLateIsMaskedInWhatWasWrittenEarly) {
  WriteCommand("deploy with-late-one", "it said with-late-one\n");
  EXPECT_THAT(All(), HasSubstr("with-late-one"));
  masker_.AddSecret("with-late-one");
  ASSERT_THAT(MaskRunDirectory(directory_, masker_), IsOk());
  EXPECT_THAT(All(), Not(HasSubstr("with-late-one")));
  const auto journal = ReadJournal(directory_ + "/journal.jsonl");
  ASSERT_THAT(journal, IsOk());
  ASSERT_EQ(journal->events.size(), 2u);
  EXPECT_EQ(journal->events[1].command_run().text(), "deploy [masked]");
  EXPECT_EQ(journal->events[1].command_run().output_file(), "commands/1.txt");
}

}  // namespace
}  // namespace drill
