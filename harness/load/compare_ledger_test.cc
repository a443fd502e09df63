#include "harness/load/compare_ledger.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace drill {
namespace {

constexpr auto kAcknowledged = Write::Fate::kAcknowledged;
constexpr auto kRefused = Write::Fate::kRefused;
constexpr auto kInDoubt = Write::Fate::kInDoubt;

absl::Time At(int second) { return absl::FromUnixSeconds(1767225600 + second); }

Write Made(const std::string& key, Write::Fate fate, int answered = 0) {
  Write write;
  write.key = key;
  write.fate = fate;
  if (fate != kInDoubt) write.answered_at = At(answered);
  return write;
}

TEST(CompareLedgerTest, EverythingThereIsNothingLost) {
  const DataResult result =
      CompareLedger({Made("a", kAcknowledged), Made("b", kAcknowledged)}, {{"b"}, {"a"}}, {});
  EXPECT_EQ(result.rows_acknowledged(), 2);
  EXPECT_EQ(result.rows_lost(), 0);
  EXPECT_EQ(result.rows_unexpected(), 0);
  EXPECT_EQ(result.rows_in_doubt(), 0);
  EXPECT_EQ(result.lost_seconds(), 0);
}

TEST(CompareLedgerTest, CountsWhatWasAcknowledgedAndIsNotThere) {
  const DataResult result =
      CompareLedger({Made("a", kAcknowledged, 1), Made("b", kAcknowledged, 2),
                     Made("c", kAcknowledged, 5), Made("d", kAcknowledged, 7)},
                    {{"a"}, {"d"}}, {});
  EXPECT_EQ(result.rows_lost(), 2);
  EXPECT_EQ(result.lost_seconds(), 3);
  EXPECT_EQ(result.rows_lost_before_recovery_point(), 0) << "no recovery point was given";
}

TEST(CompareLedgerTest, InDoubtMayBeThereOrNot) {
  const DataResult result = CompareLedger({Made("a", kInDoubt), Made("b", kInDoubt)}, {{"a"}}, {});
  EXPECT_EQ(result.rows_in_doubt(), 2);
  EXPECT_EQ(result.rows_lost(), 0);
  EXPECT_EQ(result.rows_unexpected(), 0);
}

TEST(CompareLedgerTest, ARefusedWriteMustNotBeThere) {
  EXPECT_EQ(CompareLedger({Made("a", kRefused)}, {{"a"}}, {}).rows_unexpected(), 1);
  EXPECT_EQ(CompareLedger({Made("a", kRefused)}, {}, {}).rows_unexpected(), 0);
}

TEST(CompareLedgerTest, AKeyThatWasNeverSentIsUnexpected) {
  EXPECT_EQ(CompareLedger({}, {{"z"}}, {}).rows_unexpected(), 1);
}

TEST(CompareLedgerTest, TheSecondOfADoubledRowIsUnexpected) {
  EXPECT_EQ(CompareLedger({Made("a", kAcknowledged)}, {{"a"}, {"a"}, {"a"}}, {}).rows_unexpected(),
            2);
}

TEST(CompareLedgerTest, TellsLossesBeforeTheRecoveryPointFromThoseAfter) {
  const DataResult result = CompareLedger(
      {Made("a", kAcknowledged, 9), Made("b", kAcknowledged, 10), Made("c", kAcknowledged, 14)}, {},
      {At(10)});
  EXPECT_EQ(result.rows_lost(), 3);
  EXPECT_EQ(result.rows_lost_before_recovery_point(), 1);
  EXPECT_EQ(result.lost_seconds(), 5);
}

TEST(CompareLedgerTest, CountsWhatWasSentAfterTheRecoveryAndIsNotThere) {
  Write before = Made("a", kAcknowledged, 21), after = Made("b", kAcknowledged, 21);
  before.sent_at = At(19);
  after.sent_at = At(20);
  const LossSpan span{At(10), At(20)};
  EXPECT_EQ(CompareLedger({before, after}, {}, span).rows_lost_after_recovery(), 1);
  EXPECT_EQ(CompareLedger({before, after}, {{"b"}}, span).rows_lost_after_recovery(), 0);
  EXPECT_EQ(CompareLedger({before, after}, {}, {At(10)}).rows_lost_after_recovery(), 0)
      << "it did not recover";
}

Write Sent(const std::string& key, const std::string& text) {
  Write write = Made(key, kAcknowledged);
  write.text = text;
  return write;
}

TEST(CompareLedgerTest, AWriteWhoseContentsWereNotSentHasChanged) {
  const std::vector<Write> writes = {Sent("a", "/notes\n{\"text\": \"note 1\"}"),
                                     Sent("b", "/notes\n{\"text\": \"note 2\"}"),
                                     Sent("c", "/notes\n{\"text\": \"note 3\"}")};
  const std::vector<StoredWrite> stored = {{"a", {"note 1"}}, {"b", {"redacted"}}, {"c", {""}}};
  const DataResult result = CompareLedger(writes, stored, {});
  EXPECT_EQ(result.rows_changed(), 2);
  EXPECT_EQ(result.rows_lost(), 0);
}

TEST(CompareLedgerTest, AContentThatWasCutOffWithinAWordHasChanged) {
  const std::vector<Write> writes = {Sent("a", "/notes\n{\"text\": \"drill note 17\"}")};
  for (const char* cut : {"dri", "rill note 17", "drill note 1", "d"})
    EXPECT_EQ(CompareLedger(writes, {{"a", {cut}}}, {}).rows_changed(), 1) << cut;
  for (const char* whole : {"drill note 17", "note", "17"})
    EXPECT_EQ(CompareLedger(writes, {{"a", {whole}}}, {}).rows_changed(), 0) << whole;
  // A part of a word here, and a whole one there.
  const std::vector<Write> twice = {Sent("a", "{\"a\": \"notes\", \"b\": \"note\"}")};
  EXPECT_EQ(CompareLedger(twice, {{"a", {"note"}}}, {}).rows_changed(), 0);
  const std::vector<Write> foreign = {Sent("a", "{\"text\": \"gr\u00fc\u00dfe\"}")};
  EXPECT_EQ(CompareLedger(foreign, {{"a", {"gr"}}}, {}).rows_changed(), 1);
}

TEST(CompareLedgerTest, WithoutContentsNobodyKnowsWhetherTheyChanged) {
  EXPECT_FALSE(CompareLedger({Sent("a", "x")}, {{"a"}}, {}).has_rows_changed());
  EXPECT_TRUE(CompareLedger({Sent("a", "x")}, {{"a", {"x"}}}, {}).has_rows_changed());
}

}  // namespace
}  // namespace drill
