#include "harness/runbook/stated_time.h"

#include <string>
#include <vector>

#include "absl/time/time.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/runbook/document.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::Field;
using ::testing::IsEmpty;

std::vector<StatedTime> Times(const std::string& text, const std::string& heading = "Rollback") {
  auto document = ParseDocument("R.md", text);
  EXPECT_THAT(document, IsOk());
  std::vector<StatedTime> times;
  for (const Paragraph& paragraph : document->paragraphs) {
    for (const StatedTime& time : FindStatedTimes(paragraph, heading)) times.push_back(time);
  }
  return times;
}

auto Is(const std::string& name, int minutes, int line) {
  return AllOf(Field(&StatedTime::name, name), Field(&StatedTime::limit, absl::Minutes(minutes)),
               Field(&StatedTime::line, line));
}

TEST(StatedTimeTest, EveryLabelOfAParagraph) {
  EXPECT_THAT(Times("**Owner:** a\n**RTO:** < 15 minutes\n**RPO:** 1 hour\n**Downtime**: 5 min\n"),
              ElementsAre(Is("RTO", 15, 2), Is("Downtime", 5, 4)));
  EXPECT_THAT(Times("**RTO:** 15 minutes **RPO:** 1 hour **Duration:** 10 min\n"),
              ElementsAre(Is("RTO", 15, 1), Is("Duration", 10, 1)));
  EXPECT_THAT(Times("RTO: 15 min | RPO: 5 min | Estimated time: 10 min\n"),
              ElementsAre(Is("RTO", 15, 1), Is("Estimated time", 10, 1)));
}

TEST(StatedTimeTest, LabelsOfItems) {
  EXPECT_THAT(Times("- **Detection to Decision**: < 5 minutes\n- **Decision to Done**: 10 min\n"
                    "- Full recovery time: about 20 min\n- **Phase 1** - 3 minutes\n"),
              ElementsAre(Is("Detection to Decision", 5, 1), Is("Decision to Done", 10, 2),
                          Is("Full recovery time", 20, 3), Is("Phase 1", 3, 4)));
}

TEST(StatedTimeTest, LabelsOfSomethingElse) {
  EXPECT_THAT(
      Times("- **Retention:** 1 hour\n- **Data loss:** < 5 minutes\n- **RPO**: < 1 hour\n"
            "- **Replication lag**: < 10 s\n- **Response time**: < 2 s\n- **Cache**: 5 min\n"
            "- **Post-mortem**: within 24 hours\n- **Notify support**: within 15 minutes\n"
            "- **Health check timeout:** 30 s\n- **p99**: < 2 s\n- **Started:** 5 min ago\n"),
      IsEmpty());
}

TEST(StatedTimeTest, StepsWithTheirTime) {
  EXPECT_THAT(
      Times("1. **Stop the writers** (5 minutes)\n2. Load the dump (~10 min)\n"
            "3. **Verify** (automated, 2-3 min): look at it\n"),
      ElementsAre(Is("Stop the writers", 5, 1), Is("Load the dump", 10, 2), Is("Verify", 3, 3)));
  EXPECT_THAT(Times("1. Look at the logs (last 10 minutes)\n2. Wait for the lag (5 minutes)\n"
                    "3. Write the report (within 24 hours)\n4. Restart (see above) it\n"),
              IsEmpty());
}

TEST(StatedTimeTest, Prose) {
  EXPECT_THAT(Times("This procedure typically takes 2-3 minutes.\n"), ElementsAre(Is("", 3, 1)));
  EXPECT_THAT(Times("Restoring a dump takes\nabout 20 minutes, no more.\n"),
              ElementsAre(Is("", 20, 1)));
  EXPECT_THAT(Times("The RTO is 15 minutes, the RPO is 1 hour.\n"), ElementsAre(Is("", 15, 1)));
  EXPECT_THAT(Times("Typically takes under 5 minutes\n"), ElementsAre(Is("", 5, 1)));
  EXPECT_THAT(Times("The rollback must be completed within 10 minutes.\n"),
              ElementsAre(Is("", 10, 1)));
  EXPECT_THAT(Times("DNS propagation takes 5 minutes. Response time is 2 s. The recovery point "
                    "objective is 1 hour. Dumps are kept for 30 minutes. Logs of the last 5 "
                    "minutes. It took 7 minutes last time.\n"),
              IsEmpty());
}

TEST(StatedTimeTest, ADurationThatStandsAlone) {
  EXPECT_THAT(Times("**15-20 minutes**\n", "Duration"), ElementsAre(Is("", 20, 1)));
  EXPECT_THAT(Times("About 5 minutes.\n", "Estimated time"), ElementsAre(Is("", 5, 1)));
  EXPECT_THAT(Times("**15 minutes**\n", "Retention time"), IsEmpty());
  EXPECT_THAT(Times("**15 minutes**\n", "Rollback"), IsEmpty());
}

TEST(StatedTimeTest, ALineOfAMegabyteIsRead) {
  EXPECT_THAT(Times("**RTO:** 5 minutes " + std::string(size_t{1} << 20, 'a') + "\n"),
              ElementsAre(Is("RTO", 5, 1)));
  std::string labels;
  for (int i = 0; i < 20000; ++i) labels += "**Name:** word ";
  EXPECT_THAT(Times(labels + "\n"), IsEmpty());
}

}  // namespace
}  // namespace drill
