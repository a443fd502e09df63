#include "harness/base/wall_anchor.h"

#include "gtest/gtest.h"

namespace drill {
namespace {

class SteppedClock : public Clock {
 public:
  absl::Duration Monotonic() override { return monotonic; }
  absl::Time Wall() override { return wall; }
  void Sleep(absl::Duration) override {}

  absl::Duration monotonic = absl::Seconds(100);
  absl::Time wall = absl::FromUnixSeconds(1767225600);
};

TEST(WallAnchorTest, AStepOfTheWallClockMovesNothing) {
  SteppedClock clock;
  const absl::Time began = clock.wall;
  const WallAnchor anchor(clock);
  clock.monotonic += absl::Seconds(3);
  clock.wall += absl::Hours(2);
  EXPECT_EQ(anchor.At(clock.Monotonic()), began + absl::Seconds(3));
  EXPECT_EQ(anchor.At(absl::Seconds(99)), began - absl::Seconds(1));
}

}  // namespace
}  // namespace drill
