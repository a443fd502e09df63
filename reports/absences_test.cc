#include "reports/absences.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/testing/parse_text.h"

namespace drill {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

// Away while the decision was asked for, and for the first two seconds of line 7.
Summary Away() {
  return ParseText<Summary>(R"(
    phases { name: 'procedure' started_ms: 60000 duration_ms: 9000 }
    commands { line: 7 started_ms: 61000 duration_ms: 4000 }
    commands { line: 7 nested: true started_ms: 61000 duration_ms: 4000 }
    commands { line: 9 started_ms: 66000 duration_ms: 1000 }
    quarterly {
      decision { start_us: 20000000 duration_us: 35000000 }
      absences { start_us: 25000000 duration_us: 30000000 ended_by: ABSENCE_END_TAKEN_UP }
      absences { start_us: 60000000 duration_us: 3000000 ended_by: ABSENCE_END_LIMIT }
    })");
}

TEST(AbsencesTest, SaysWhichTimesHoldIt) {
  EXPECT_THAT(AbsenceSentences(Away()),
              ElementsAre("The terminal was closed for 30.00 s, from 25.00 s on (taken up again); "
                          "the time to the decision holds it",
                          "The terminal was closed for 3.00 s, from 1 min on (nobody came within "
                          "the plan's limit); the time of the procedure, that of line 7 hold it"));
}

TEST(AbsencesTest, ADrillWhoseTerminalStayedOpenHasNone) {
  EXPECT_THAT(AbsenceSentences(ParseText<Summary>("quarterly {}")), IsEmpty());
  EXPECT_EQ(AwayRemark(SummaryQuarterly(), 0, 1e9), "");
}

TEST(AbsencesTest, OneThatNoMeasuredTimeHoldsIsToldAllTheSame) {
  EXPECT_THAT(
      AbsenceSentences(ParseText<Summary>(
          "quarterly { absences { duration_us: 1000000 ended_by: ABSENCE_END_ENDED } }")),
      ElementsAre("The terminal was closed for 1.00 s, from 0 ms on (ended from elsewhere)"));
}

TEST(AbsencesTest, ATimeHoldsOnlyWhatLiesInIt) {
  EXPECT_EQ(AwayMs(Away().quarterly(), 0, 30000), 5000);
  EXPECT_EQ(AwayRemark(Away().quarterly(), 61000, 65000),
            "the terminal was closed for 2.00 s of it");
  EXPECT_EQ(AwayRemark(Away().quarterly(), 66000, 67000), "");
}

}  // namespace
}  // namespace drill
