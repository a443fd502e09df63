#include "harness/drill/drill_keeper.h"

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/base/file.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;
using ::testing::StartsWith;

TEST(DrillKeeperTest, WhereItIsKept) {
  EXPECT_THAT(HistoryPlace("none"), IsEmpty());
  EXPECT_EQ(HistoryPlace("/srv/drills.db"), "/srv/drills.db");
  // This is a test of Bazel's.
  EXPECT_THAT(HistoryPlace(""), IsEmpty());
}

TEST(DrillKeeperTest, KeepsDrillsThatBegan) {
  const std::string file = absl::StrCat(testing::TempDir(), "/keeps/history.db");
  ASSERT_THAT(RemoveAll(file), IsOk());
  const auto keeper = DrillKeeper::Open(file);
  ASSERT_THAT(keeper, IsOk());
  Summary drill;
  ASSERT_THAT((*keeper)->Keep(drill, "runs/never"), IsOk());
  drill.set_started_at("2026-03-01T10:00:00Z");
  ASSERT_THAT((*keeper)->Keep(drill, "runs/1"), IsOk());
  const auto history = History::Open(file);
  ASSERT_THAT(history, IsOk());
  const auto kept = (*history)->Find({});
  ASSERT_THAT(kept, IsOk());
  ASSERT_THAT(*kept, SizeIs(1));
  EXPECT_THAT(kept->front().run_directory, StartsWith("/"));
}

TEST(DrillKeeperTest, SaysWhichDrillIsMissing) {
  const auto keeper = DrillKeeper::Open(absl::StrCat(testing::TempDir(), "/misses/history.db"));
  ASSERT_THAT(keeper, IsOk());
  Summary drill;
  drill.set_started_at("soon");
  const absl::Status kept = (*keeper)->Keep(drill, "runs/1");
  EXPECT_THAT(std::string(kept.message()),
              StartsWith("the drill in runs/1 is not in the history: "));
}

TEST(DrillKeeperTest, NothingIsKeptWhereNothingIsAskedFor) {
  const auto keeper = DrillKeeper::Open("");
  ASSERT_THAT(keeper, IsOk());
  Summary drill;
  drill.set_started_at("2026-03-01T10:00:00Z");
  EXPECT_THAT((*keeper)->Keep(drill, "runs/1"), IsOk());
}

TEST(DrillKeeperTest, AnUnusablePlaceIsKnownAtOnce) {
  const std::string file = absl::StrCat(testing::TempDir(), "/no-database");
  ASSERT_THAT(WriteFile(file, std::string(5000, 'x')), IsOk());
  EXPECT_THAT(DrillKeeper::Open(file), StatusIs(absl::StatusCode::kFailedPrecondition));
}

}  // namespace
}  // namespace drill
