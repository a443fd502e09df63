#include "harness/runbook/time_target.h"

#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
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
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Pair;

Document Parse(const std::string& text) {
  auto document = ParseDocument("R.md", text);
  EXPECT_THAT(document, IsOk());
  return *std::move(document);
}

constexpr char kTable[] =
    "| Procedure | Target | Kept |\n|---|---|---|\n"
    "| Full rollback | ~5 min | 30 min |\n| **Database only** | < 30 seconds | 1 h |\n| Drill | "
    "N/A | 1 h |\n";

TEST(FindTargetTest, ReadsTheRowAndQuotesItsWords) {
  const Document document = Parse(kTable);
  EXPECT_THAT(
      FindTarget(document, "database only"),
      IsOkAndHolds(AllOf(Field(&TimeTarget::limit, absl::Seconds(30)),
                         Field(&TimeTarget::words, "< 30 seconds"), Field(&TimeTarget::line, 4))));
}

TEST(FindTargetTest, ARowThatIsNotThereNamesThoseThatAre) {
  EXPECT_THAT(FindTarget(Parse(kTable), "Drill"),
              StatusIs(absl::StatusCode::kNotFound, HasSubstr("\"Full rollback\" (line 3)")));
  EXPECT_THAT(FindTarget(Parse("# A\n"), "x"),
              StatusIs(absl::StatusCode::kNotFound, HasSubstr("none")));
}

TEST(FindTargetTest, TwoLimitsForOneRowAreAnError) {
  const std::string other = "\n# B\n\n| Step | RTO |\n|---|---|\n| Full rollback | 10 min |\n";
  EXPECT_THAT(FindTarget(Parse(kTable + other), "Full rollback"),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("R.md:11:")));
}

TEST(FindTargetsTest, RetentionThresholdsAndCadencesAreNone) {
  EXPECT_THAT(FindTargets(Parse("| What | Retention |\n|---|---|\n| dump | 30 min |\n\n"
                                "| Severity | Response time |\n|---|---|\n| P1 | 5 min |\n\n"
                                "| Drill | Frequency |\n|---|---|\n| full | 2 hours |\n\n"
                                "| Alert | Threshold |\n|---|---|\n| error rate | 5 min |\n")),
              IsEmpty());
}

TEST(FindTargetsTest, TheTargetColumnIsPreferred) {
  const Document document = Parse(
      "| Component | Typical RTO | Maximum RTO | Actual Time (Last Test) |\n|---|---|---|---|\n"
      "| db | 5 min | 15 min | 3 min |\n");
  EXPECT_THAT(FindTarget(document, "db"),
              IsOkAndHolds(Field(&TimeTarget::limit, absl::Minutes(15))));
}

TEST(FindTargetsTest, HeadingsAndLabelsHaveTargetsToo) {
  EXPECT_THAT(
      FindTargets(Parse(
          "## Phase 1: Freeze (60 seconds)\n\n**RTO:** 15 minutes\n\n"
          "- **Time to Complete: 2-3 minutes**\n\n**Retention:** 30 min\n\n## Version (2)\n")),
      ElementsAre(AllOf(Field(&TimeTarget::name, "Phase 1: Freeze"),
                        Field(&TimeTarget::words, "60 seconds"), Field(&TimeTarget::line, 1)),
                  AllOf(Field(&TimeTarget::name, "Phase 1: Freeze (60 seconds): RTO"),
                        Field(&TimeTarget::limit, absl::Minutes(15)), Field(&TimeTarget::line, 3)),
                  AllOf(Field(&TimeTarget::limit, absl::Minutes(3)), Field(&TimeTarget::line, 5))));
}

// Names and lines, in order.
std::vector<std::pair<int, absl::Duration>> Limits(const std::string& text) {
  std::vector<std::pair<int, absl::Duration>> limits;
  for (const TimeTarget& target : FindTargets(Parse(text)))
    limits.emplace_back(target.line, target.limit);
  return limits;
}

TEST(FindTargetsTest, TargetsBesideOtherTimes) {
  EXPECT_THAT(
      Limits(
          "# Ledger\n\n**Owner:** a\n**RTO:** < 15 minutes\n**RPO:** 1 hour\n\n"
          "1. **Stop** (2 minutes)\n2. **Load** (10 min)\n\n"
          "| metric | target |\n| --- | --- |\n| Recovery time | < 12 min |\n"
          "| Data loss | < 15 min |\n| Response time | < 50 ms |\n\n"
          "## Follow-up (within 24 hours)\n\nWrite it down.\n\n## Duration\n\n**15-20 minutes**\n"),
      ElementsAre(Pair(4, absl::Minutes(15)), Pair(7, absl::Minutes(2)), Pair(8, absl::Minutes(10)),
                  Pair(12, absl::Minutes(12)), Pair(22, absl::Minutes(20))));
}

TEST(FindTargetsTest, NothingOfWhatComesAfterwards) {
  EXPECT_THAT(Limits("# R\n\n## Post-mortem\n\n**Time:** 2 hours\n\n- **Draft** (1 hour)\n\n"
                     "### Review (30 minutes)\n\n| Step | Time |\n|---|---|\n| write | 1 hour |\n"),
              IsEmpty());
  EXPECT_THAT(
      Limits("## Post-rollback actions (within 1 hour)\n\n## Post-rollback check (5 min)\n"),
      ElementsAre(Pair(3, absl::Minutes(5))));
  // A document's title names everything it holds.
  EXPECT_THAT(Limits("# Retention, escalation and rollback\n\n**RTO:** 5 minutes\n"),
              ElementsAre(Pair(3, absl::Minutes(5))));
}

TEST(FindTargetsTest, TablesOfNamesAndValues) {
  EXPECT_THAT(Limits("| Metric | Value |\n|---|---|\n| RTO | 15 minutes |\n| RPO | 5 minutes |\n"
                     "| Retention | 12 hours |\n| Estimated time | 10 min |\n"),
              ElementsAre(Pair(3, absl::Minutes(15)), Pair(6, absl::Minutes(10))));
}

TEST(FindTargetsTest, ColumnsOfHowSoonSomebodyAnswers) {
  EXPECT_THAT(Limits("| Severity | Time |\n|---|---|\n| high | 15 min |\n"), IsEmpty());
  EXPECT_THAT(Limits("| Severity | Rollback time |\n|---|---|\n| high | 15 min |\n"),
              ElementsAre(Pair(3, absl::Minutes(15))));
}

TEST(FindTargetsTest, NothingLostAndNothingShort) {
  EXPECT_THAT(Limits("| Step | Target |\n|---|---|\n| Data lost | 5 min |\n| Queries | < 500 ms |\n"
                     "| Writes | 0 s |\n| Restore | 5 min |\n"),
              ElementsAre(Pair(6, absl::Minutes(5))));
}

}  // namespace
}  // namespace drill
