#include "harness/journal/journal_writer.h"

#include <sys/resource.h>

#include <csignal>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/base/file.h"
#include "harness/journal/journal_reader.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::SizeIs;

class StillClock : public Clock {
 public:
  absl::Duration Monotonic() override { return now_; }
  absl::Time Wall() override { return absl::FromUnixMicros(1700000000123456); }
  void Sleep(absl::Duration duration) override { now_ += duration; }

 private:
  absl::Duration now_ = absl::Hours(5);
};

class JournalWriterTest : public ::testing::Test {
 protected:
  void SetUp() override {
    const std::string name = ::testing::UnitTest::GetInstance()->current_test_info()->name();
    path_ = absl::StrCat(::testing::TempDir(), "/", name, ".jsonl");
    ASSERT_THAT(RemoveAll(path_), IsOk());
    absl::StatusOr<std::unique_ptr<JournalWriter>> writer =
        JournalWriter::Create(path_, clock_, &masker_);
    ASSERT_THAT(writer, IsOk());
    writer_ = *std::move(writer);
  }

  static Event Note(const std::string& text) {
    Event event;
    event.mutable_note()->set_text(text);
    return event;
  }

  StillClock clock_;
  Masker masker_;
  std::string path_;
  std::unique_ptr<JournalWriter> writer_;
};

TEST_F(JournalWriterTest, WritesALineAnEventWithItsTimes) {
  clock_.Sleep(absl::Microseconds(1500));
  ASSERT_THAT(writer_->Write(Note("hey")), IsOk());
  // Read while the writer is still open: nothing waits in a buffer.
  EXPECT_THAT(ReadFile(path_),
              IsOkAndHolds("{\"at_us\":1500,\"wall_time\":\"2023-11-14T22:13:20.123456+00:00\","
                           "\"note\":{\"text\":\"hey\"}}\n"));
}

TEST_F(JournalWriterTest, TimesCountFromTheDrillsBeginning) {
  clock_.Sleep(absl::Seconds(7));
  Event started;
  started.mutable_drill_started()->set_scenario("s");
  ASSERT_THAT(writer_->Write(started), IsOk());
  clock_.Sleep(absl::Microseconds(3));
  EXPECT_EQ(writer_->Elapsed(), absl::Microseconds(3));
  ASSERT_THAT(writer_->Write(Note("hey")), IsOk());
  const absl::StatusOr<Journal> journal = ReadJournal(path_);
  ASSERT_THAT(journal, IsOk());
  EXPECT_EQ(journal->events[0].at_us(), 0);
  EXPECT_EQ(journal->events[1].at_us(), 3);
}

TEST_F(JournalWriterTest, KeepsATimeThatWasGiven) {
  Event event = Note("earlier");
  event.set_at_us(42);
  ASSERT_THAT(writer_->Write(event), IsOk());
  EXPECT_THAT(ReadFile(path_), IsOkAndHolds(HasSubstr("\"at_us\":42,")));
}

TEST_F(JournalWriterTest, PrintsNumbersThatAreZero) {
  Event event;
  event.mutable_data()->set_rule(LOSS_RULE_NOTHING_LOST);
  ASSERT_THAT(writer_->Write(event), IsOk());
  EXPECT_THAT(ReadFile(path_), IsOkAndHolds(HasSubstr("\"rows_lost\":0,")));
}

TEST_F(JournalWriterTest, MasksSecretsInFileAndObserver) {
  masker_.AddSecret("correct-horse");
  std::string seen;
  writer_->SetObserver([&](const Event& event) { seen = event.note().text(); });
  ASSERT_THAT(writer_->Write(Note("psql postgres://a:b@c and correct-horse")), IsOk());
  EXPECT_EQ(seen, "psql postgres://a:[masked]@c and [masked]");
  EXPECT_THAT(ReadFile(path_), IsOkAndHolds(Not(HasSubstr("correct-horse"))));
}

TEST_F(JournalWriterTest, NeverOverwritesAJournal) {
  EXPECT_THAT(JournalWriter::Create(path_, clock_, nullptr),
              StatusIs(absl::StatusCode::kAlreadyExists, HasSubstr(path_)));
}

TEST_F(JournalWriterTest, EventsOfManyThreadsStayWhole) {
  std::vector<std::thread> threads;
  for (int i = 0; i < 8; ++i) {
    threads.emplace_back([&] {
      for (int n = 0; n < 100; ++n) EXPECT_THAT(writer_->Write(Note("a\nb")), IsOk());
    });
  }
  for (std::thread& thread : threads) thread.join();
  const absl::StatusOr<Journal> journal = ReadJournal(path_);
  ASSERT_THAT(journal, IsOk());
  EXPECT_THAT(journal->events, SizeIs(800));
}

TEST(JournalWriterCreateTest, SaysWhichFileCannotBeMade) {
  StillClock clock;
  EXPECT_THAT(JournalWriter::Create("/no/such/directory/j", clock, nullptr),
              StatusIs(absl::StatusCode::kInternal, HasSubstr("/no/such/directory/j")));
}

TEST_F(JournalWriterTest, RemembersThatAnEventWasLost) {
  // A file size limit stands in for a full disk.
  signal(SIGXFSZ, SIG_IGN);
  rlimit before;
  ASSERT_EQ(getrlimit(RLIMIT_FSIZE, &before), 0);
  const rlimit tiny = {10, before.rlim_max};
  ASSERT_EQ(setrlimit(RLIMIT_FSIZE, &tiny), 0);
  masker_.AddSecret("correct-horse");
  std::vector<std::string> seen;
  writer_->SetObserver([&](const Event& event) { seen.push_back(event.note().text()); });
  const absl::Status lost = writer_->Write(Note("correct-horse is too long"));
  ASSERT_EQ(setrlimit(RLIMIT_FSIZE, &before), 0);
  EXPECT_THAT(lost, StatusIs(absl::StatusCode::kInternal, HasSubstr(path_)));
  EXPECT_EQ(writer_->Write(Note("later")), lost);
  EXPECT_EQ(writer_->status(), lost);
  EXPECT_THAT(seen, testing::ElementsAre("[masked] is too long", "later"));
  ASSERT_THAT(writer_->events(), SizeIs(2));
  EXPECT_EQ(writer_->events()[0].note().text(), "[masked] is too long");
  EXPECT_NE(writer_->events()[1].wall_time(), "");
  EXPECT_THAT(ReadFile(path_), IsOkAndHolds(SizeIs(10))) << "nothing follows the torn line";
}

TEST_F(JournalWriterTest, APhasesEndIsWrittenLikeAnyEvent) {
  Event ended;
  ended.mutable_phase_ended()->set_name("host");
  ASSERT_THAT(writer_->Write(ended), IsOk());
  const absl::StatusOr<Journal> journal = ReadJournal(path_);
  ASSERT_THAT(journal, IsOk());
  EXPECT_THAT(journal->events, SizeIs(1));
}

TEST_F(JournalWriterTest, TextThatIsNotUtf8IsWrittenAllTheSame) {
  EXPECT_THAT(writer_->Write(Note("a\xff z")), IsOk());
  const absl::StatusOr<Journal> journal = ReadJournal(path_);
  ASSERT_THAT(journal, IsOk());
  EXPECT_THAT(journal->events, SizeIs(1));
}

TEST_F(JournalWriterTest, GoesOnBehindALineThatWasCutOff) {
  ASSERT_THAT(writer_->Write(Note("first")), IsOk());
  writer_.reset();
  const auto before = ReadFile(path_);
  ASSERT_THAT(before, IsOk());
  ASSERT_THAT(WriteFile(path_, absl::StrCat(*before, "{\"at_us\":7,\"no")), IsOk());
  const auto writer = JournalWriter::Resume(path_, clock_, &masker_, absl::Seconds(90));
  ASSERT_THAT(writer, IsOk());
  ASSERT_THAT((*writer)->Write(Note("second")), IsOk());
  const auto journal = ReadJournal(path_);
  ASSERT_THAT(journal, IsOk());
  ASSERT_THAT(journal->events, SizeIs(2));
  EXPECT_FALSE(journal->torn);
  EXPECT_EQ(journal->events[0].note().text(), "first");
  EXPECT_EQ(journal->events[1].note().text(), "second");
  EXPECT_EQ(journal->events[1].at_us(), 90'000'000);
}

TEST_F(JournalWriterTest, AJournalThatIsBeingWrittenIsLeftAlone) {
  ASSERT_THAT(writer_->Write(Note("first")), IsOk());
  EXPECT_THAT(JournalWriter::Resume(path_, clock_, &masker_, absl::ZeroDuration()),
              StatusIs(absl::StatusCode::kUnavailable, HasSubstr("still runs")));
}

TEST_F(JournalWriterTest, AJournalThatIsNotThereIsNotGoneOnWith) {
  EXPECT_THAT(JournalWriter::Resume(path_ + ".not", clock_, &masker_, absl::ZeroDuration()),
              Not(IsOk()));
}

}  // namespace
}  // namespace drill
