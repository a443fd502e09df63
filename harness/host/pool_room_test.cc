#include "harness/host/pool_room.h"

#include <cstdint>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

TEST(CheckFreeRoomTest, SaysHowMuchIsMissingAndWhatToDo) {
  EXPECT_THAT(CheckFreeRoom(::testing::TempDir(), 1), IsOk());
  EXPECT_THAT(CheckFreeRoom(::testing::TempDir(), INT64_MAX),
              StatusIs(absl::StatusCode::kResourceExhausted,
                       AllOf(HasSubstr("MiB are free"), HasSubstr("ROLLBACK_DRILL_CACHE"))));
}

TEST(SaysIoFailedTest, KnowsTheKernelsWords) {
  EXPECT_TRUE(SaysIoFailed(absl::InternalError("/pool/x: Input/output error")));
  EXPECT_TRUE(SaysIoFailed(absl::InternalError("cp: write: No space left on device")));
  EXPECT_FALSE(SaysIoFailed(absl::InternalError("/pool/x: Permission denied")));
}

TEST(PoolDamageTest, WhereThereIsNoPoolThereIsNone) { EXPECT_THAT(PoolDamage("/proc"), IsEmpty()); }

}  // namespace
}  // namespace drill
