#include "harness/journal/journal_reader.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/base/file.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr char kPhase[] = "{\"at_us\":5,\"phase_started\":{\"name\":\"host\"}}\n";
constexpr char kNote[] = "{\"at_us\":\"7\",\"note\":{\"text\":\"hey\"}}\n";

TEST(ParseJournalTest, ReadsEventsInOrder) {
  const absl::StatusOr<Journal> journal = ParseJournal("j", std::string(kPhase) + kNote);
  ASSERT_THAT(journal, IsOk());
  ASSERT_THAT(journal->events, SizeIs(2));
  EXPECT_EQ(journal->events[0].phase_started().name(), "host");
  EXPECT_EQ(journal->events[1].at_us(), 7);
  EXPECT_FALSE(journal->torn);
}

TEST(ParseJournalTest, AnEmptyJournalHasNoEvents) {
  const absl::StatusOr<Journal> journal = ParseJournal("j", "");
  ASSERT_THAT(journal, IsOk());
  EXPECT_THAT(journal->events, IsEmpty());
}

TEST(ParseJournalTest, LeavesOutATornLastLineAndSaysSo) {
  const absl::StatusOr<Journal> journal =
      ParseJournal("j", std::string(kPhase) + "{\"at_us\":9,\"no");
  ASSERT_THAT(journal, IsOk());
  EXPECT_THAT(journal->events, SizeIs(1));
  EXPECT_TRUE(journal->torn);
}

TEST(ParseJournalTest, RefusesABrokenLineInTheMiddle) {
  EXPECT_THAT(ParseJournal("j", std::string(kPhase) + "{\"at\n" + kNote),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("j:2: not an event")));
}

TEST(ParseJournalTest, RefusesAnEventOfNoKnownKind) {
  EXPECT_THAT(ParseJournal("j", "{\"at_us\":1}\n"),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("j:1: not an event")));
  EXPECT_THAT(ParseJournal("j", "{\"at_us\":1,\"surprise\":{}}\n"),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("surprise")));
  EXPECT_THAT(ParseJournal("j", "\n"), StatusIs(absl::StatusCode::kInvalidArgument));
}

TEST(ParseJournalTest, ReadsTheWordsOfClosedSetsAndRefusesOthers) {
  const absl::StatusOr<Journal> journal =
      ParseJournal("j",
                   "{\"check\":{\"name\":\"schema\",\"phase\":\"steady_state\"}}\n"
                   "{\"failure\":{\"outcome\":\"\"}}\n");
  ASSERT_THAT(journal, IsOk());
  EXPECT_EQ(journal->events[0].check().phase(), CHECK_PHASE_STEADY_STATE);
  EXPECT_EQ(journal->events[1].failure().outcome(), OUTCOME_UNSPECIFIED);
  EXPECT_THAT(ParseJournal("j", "{\"failure\":{\"outcome\":\"nonsense\"}}\n"),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       HasSubstr("failure.outcome: \"nonsense\" is none of: passed, failed")));
}

TEST(ReadJournalTest, AMissingFileIsNotFound) {
  EXPECT_THAT(ReadJournal(::testing::TempDir() + "/none.jsonl"),
              StatusIs(absl::StatusCode::kNotFound, HasSubstr("none.jsonl")));
}

TEST(ReadJournalTest, ReadsAFile) {
  const std::string path = ::testing::TempDir() + "/journal_reader_test.jsonl";
  ASSERT_THAT(WriteFile(path, kNote), IsOk());
  const absl::StatusOr<Journal> journal = ReadJournal(path);
  ASSERT_THAT(journal, IsOk());
  EXPECT_EQ(journal->events[0].note().text(), "hey");
}

}  // namespace
}  // namespace drill
