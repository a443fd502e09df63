#include "reports/trend.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace drill {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

Summary Drill(const std::string& scenario, const std::string& started_at, double recovery_ms) {
  Summary drill;
  drill.set_scenario(scenario);
  drill.set_started_at(started_at);
  drill.set_outcome(OUTCOME_PASSED);
  drill.set_as_expected(true);
  drill.mutable_recovery()->set_time_ms(recovery_ms);
  drill.mutable_time()->set_total_ms(recovery_ms * 10);
  return drill;
}

Summary Failed(const std::string& scenario, const std::string& started_at) {
  Summary drill = Drill(scenario, started_at, 99000);
  drill.set_outcome(OUTCOME_FAILED);
  drill.set_exit_code(1);
  drill.add_reasons("schema: expected that of 2.0.0");
  return drill;
}

TEST(TrendTest, ALineForEachScenario) {
  const std::vector<Summary> drills = {
      Failed("shop/b", "2026-03-04T10:00:00Z"), Drill("shop/a", "2026-03-03T10:00:00Z", 1000),
      Drill("shop/a", "2026-03-02T10:00:00Z", 3000), Drill("shop/a", "2026-03-01T10:00:00Z", 2000)};
  EXPECT_EQ(
      TrendTable(drills),
      "SCENARIO   LAST (UTC)        OUTCOME              DRILLS   GOOD   RECOVERY     MEDIAN\n"
      "shop/a     2026-03-03 10:00  passed                    3      3     1.00 s     2.00 s\n"
      // How long a failed drill took is no recovery time.
      "shop/b     2026-03-04 10:00  failed                    1      0          -          -\n");
}

TEST(TrendTest, ALineForEachDrillWithItsReason) {
  EXPECT_EQ(ScenarioTrend({Failed("shop/a", "2026-03-04T10:00:00Z"),
                           Drill("shop/a", "2026-03-03T10:00:00Z", 1000)}),
            "STARTED (UTC)     OUTCOME               RECOVERY      TOTAL\n"
            "2026-03-04 10:00  failed                       -  16 min 30 s\n"
            "    schema: expected that of 2.0.0\n"
            "2026-03-03 10:00  passed                  1.00 s    10.00 s\n");
}

TEST(TrendTest, WhatIsAnotherThanBeforeIsTold) {
  const Summary before = Drill("shop/a", "2026-03-01T10:00:00Z", 1000);
  EXPECT_THAT(ScenarioTrend({before, before}), Not(HasSubstr("since the one before")));
  Summary after = before;
  SummarySource& document = *after.add_sources();
  document.set_what("document");
  document.set_sha256("another");
  after.mutable_harness()->set_sha256("another");
  after.mutable_machine()->set_kernel("another");
  EXPECT_THAT(ScenarioTrend({after, before}),
              HasSubstr("since the one before: document, harness, machine\n"));
  after = before;
  after.set_seed_hash("another");
  EXPECT_THAT(ScenarioTrend({after, before}),
              HasSubstr("since the one before: machine's content\n"));
}

}  // namespace
}  // namespace drill
