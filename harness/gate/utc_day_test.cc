#include "harness/gate/utc_day.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace drill {
namespace {

using ::testing::Eq;
using ::testing::Optional;

TEST(UtcDayTest, ReadsADay) {
  EXPECT_THAT(ParseDay("2026-12-31"), Optional(Eq(absl::CivilDay(2026, 12, 31))));
  EXPECT_THAT(ParseDay("2028-02-29"), Optional(Eq(absl::CivilDay(2028, 2, 29))));
}

TEST(UtcDayTest, RefusesWhatIsNone) {
  for (const char* text : {"", "2026-02-30", "2026-13-01", "2026-1-2", " 2026-01-02", "2026-01-02 ",
                           "02.01.2026", "2026-01-02T00:00:00", "tomorrow", "2027-02-29"})
    EXPECT_EQ(ParseDay(text), std::nullopt) << text;
}

TEST(UtcDayTest, TheDayIsThatOfUtc) {
  const std::optional<absl::Time> late = ParseInstant("2026-12-31T23:59:59+00:00");
  ASSERT_TRUE(late.has_value());
  EXPECT_EQ(DayOf(*late), absl::CivilDay(2026, 12, 31));
  EXPECT_EQ(DayOf(*late + absl::Seconds(1)), absl::CivilDay(2027, 1, 1));
  // Already the next day where it was written, and not yet in UTC.
  const std::optional<absl::Time> east = ParseInstant("2027-01-01T01:30:00+02:00");
  ASSERT_TRUE(east.has_value());
  EXPECT_EQ(DayOf(*east), absl::CivilDay(2026, 12, 31));
}

TEST(UtcDayTest, InstantsGoThereAndBack) {
  const std::optional<absl::Time> time = ParseInstant("2026-01-15T02:10:00.500000+00:00");
  ASSERT_TRUE(time.has_value());
  EXPECT_EQ(InstantText(*time), "2026-01-15T02:10:00Z");
  EXPECT_EQ(ParseInstant("2026-01-15"), std::nullopt);
  EXPECT_EQ(ParseInstant(""), std::nullopt);
  EXPECT_EQ(ParseInstant("infinite-future"), std::nullopt);
}

TEST(UtcDayTest, AnAgeIsToldInWholeUnits) {
  EXPECT_EQ(AgeText(absl::Seconds(59)), "0 min");
  EXPECT_EQ(AgeText(-absl::Hours(1)), "0 min");
  EXPECT_EQ(AgeText(absl::Minutes(89)), "89 min");
  EXPECT_EQ(AgeText(absl::Minutes(90)), "1 hour");
  EXPECT_EQ(AgeText(absl::Hours(47)), "47 hours");
  EXPECT_EQ(AgeText(absl::Hours(24 * 8 + 5)), "8 days");
}

}  // namespace
}  // namespace drill
