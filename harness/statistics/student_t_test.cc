#include "harness/statistics/student_t.h"

#include <cmath>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace drill {
namespace {

using ::testing::DoubleNear;

// Two-sided 95 % and 99 %, as every table has them.
TEST(StudentBoundTest, IsThatOfTheTables) {
  EXPECT_THAT(StudentBound(0.95, 1), DoubleNear(12.706, 5e-4));
  EXPECT_THAT(StudentBound(0.95, 2), DoubleNear(4.303, 5e-4));
  EXPECT_THAT(StudentBound(0.95, 3), DoubleNear(3.182, 5e-4));
  EXPECT_THAT(StudentBound(0.95, 4), DoubleNear(2.776, 5e-4));
  EXPECT_THAT(StudentBound(0.95, 7), DoubleNear(2.365, 5e-4));
  EXPECT_THAT(StudentBound(0.95, 30), DoubleNear(2.042, 5e-4));
  EXPECT_THAT(StudentBound(0.99, 5), DoubleNear(4.032, 5e-4));
}

TEST(StudentBoundTest, ManyDegreesAreTheNormalDistribution) {
  EXPECT_THAT(StudentBound(0.95, 100000), DoubleNear(1.960, 5e-4));
}

TEST(StudentBoundTest, NoDegreeBoundsNothing) { EXPECT_TRUE(std::isinf(StudentBound(0.95, 0))); }

TEST(StudentWithinTest, GrowsFromNothingToCertainty) {
  EXPECT_EQ(StudentWithin(0, 5), 0);
  EXPECT_THAT(StudentWithin(1e9, 5), DoubleNear(1, 1e-9));
  EXPECT_THAT(StudentWithin(1, 1), DoubleNear(0.5, 1e-12));
  EXPECT_THAT(StudentWithin(4.303, 2), DoubleNear(0.95, 1e-4));
}

}  // namespace
}  // namespace drill
