#include "harness/journal/absence_time.h"

#include "gtest/gtest.h"

namespace drill {
namespace {

TEST(AbsenceTimeTest, CountsWhatLiesInTheSpan) {
  Absence absence;
  absence.set_start_us(100);
  absence.set_duration_us(50);
  EXPECT_EQ(MicrosecondsOf(absence, 0, 1000), 50);
  EXPECT_EQ(MicrosecondsOf(absence, 120, 1000), 30);
  EXPECT_EQ(MicrosecondsOf(absence, 0, 120), 20);
  EXPECT_EQ(MicrosecondsOf(absence, 110, 120), 10);
}

TEST(AbsenceTimeTest, NothingOfWhatLiesBesideIt) {
  Absence absence;
  absence.set_start_us(100);
  absence.set_duration_us(50);
  EXPECT_EQ(MicrosecondsOf(absence, 0, 100), 0);
  EXPECT_EQ(MicrosecondsOf(absence, 150, 200), 0);
}

}  // namespace
}  // namespace drill
