#include "harness/probe/seeded_rows_probe.h"

#include "gtest/gtest.h"

namespace drill {
namespace {

constexpr auto kGreen = Observation::Colour::kGreen;
constexpr auto kRed = Observation::Colour::kRed;
constexpr auto kError = Observation::Colour::kError;

TableFacts Facts(int64_t rows, const std::string& checksum) {
  TableFacts facts;
  facts.set_table("notes");
  facts.set_rows(rows);
  facts.set_checksum(checksum);
  return facts;
}

Observation::Colour Colour(bool must_differ, const absl::StatusOr<TableFacts>& found) {
  SeededRowsProbe probe;
  probe.set_table("notes");
  probe.set_must_differ(must_differ);
  return JudgeSeededRows(probe, Facts(100, "1:2"), found).colour;
}

TEST(JudgeSeededRowsTest, TheSameRowsAreGreen) {
  EXPECT_EQ(Colour(false, Facts(100, "1:2")), kGreen);
  EXPECT_EQ(Colour(true, Facts(100, "1:2")), kRed);
}

TEST(JudgeSeededRowsTest, OtherContentsAndOtherNumbersDiffer) {
  EXPECT_EQ(Colour(false, Facts(100, "1:3")), kRed);
  EXPECT_EQ(Colour(true, Facts(100, "1:3")), kGreen);
  EXPECT_EQ(Colour(true, Facts(99, "1:2")), kGreen);
}

TEST(JudgeSeededRowsTest, RowsThatTheServerCannotReadDiffer) {
  const absl::Status refused = absl::FailedPreconditionError("invalid page in block 7");
  EXPECT_EQ(Colour(true, refused), kGreen);
  EXPECT_EQ(Colour(false, refused), kRed);
}

TEST(JudgeSeededRowsTest, RowsThatBringTheServerDownDiffer) {
  const absl::Status broken = absl::AbortedError("server closed the connection unexpectedly");
  EXPECT_EQ(Colour(true, broken), kGreen);
  EXPECT_EQ(Colour(false, broken), kRed);
}

TEST(JudgeSeededRowsTest, AServerThatDoesNotAnswerSaysNothingOfItsRows) {
  EXPECT_EQ(Colour(true, absl::UnavailableError("refused")), kRed);
  EXPECT_EQ(Colour(true, absl::InternalError("harness")), kError);
}

TEST(LookAtSeededRowsTest, ATableThatWasNeverRecordedProvesNothing) {
  ProbeContext context;
  SeededRowsProbe probe;
  probe.set_table("notes");
  probe.set_must_differ(true);
  EXPECT_EQ(LookAtSeededRows(context, probe, absl::Seconds(1)).colour, kError);
  context.seeded_tables.emplace_back().set_table("notes");
  EXPECT_EQ(LookAtSeededRows(context, probe, absl::Seconds(1)).colour, kError);
  context.baseline = "1";
  context.recorded_tables["1"].push_back(Facts(1, "x"));
  context.recorded_tables["1"].back().set_table("others");
  EXPECT_EQ(LookAtSeededRows(context, probe, absl::Seconds(1)).colour, kError);
}

}  // namespace
}  // namespace drill
