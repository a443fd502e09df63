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

Document Parse(const std::string& text) {
  auto document = ParseDocument("R.md", text);
  EXPECT_THAT(document, IsOk());
  return *std::move(document);
}

struct Case {
  std::string words;
  std::optional<absl::Duration> limit;
};

TEST(ParseLimitTest, ReadsWhatDocumentsSay) {
  const std::vector<Case> cases = {
      {"~5 min", absl::Minutes(5)},
      {"~ 5 min.", absl::Minutes(5)},
      {"< 5 minutes", absl::Minutes(5)},
      {"<2 minutes", absl::Minutes(2)},
      {"2-3 minutes", absl::Minutes(3)},
      {"15–30 min", absl::Minutes(30)},
      {"1 - 2 hours", absl::Hours(2)},
      {"2 to 3 min", absl::Minutes(3)},
      {"30 s - 2 min", absl::Minutes(2)},
      {"≤ 60 s", absl::Seconds(60)},
      {"≤60s — do NOT skip", absl::Seconds(60)},
      {"30s", absl::Seconds(30)},
      {"about 10 s", absl::Seconds(10)},
      {"within 15 minutes", absl::Minutes(15)},
      {"Up to 4 hours", absl::Hours(4)},
      {"15-minute complete rollback time", absl::Minutes(15)},
      {"1h 30m", absl::Minutes(90)},
      {"1.5 hours", absl::Minutes(90)},
      {"500 ms", absl::Milliseconds(500)},
      {"~2-5 Minuten", absl::Minutes(5)},
      {"AUTO, 1 min", absl::Minutes(1)},
      {"> 5 minutes", std::nullopt},
      {"≥ 2 min", std::nullopt},
      {"30+ minutes", std::nullopt},
      {"more than 1 hour", std::nullopt},
      {"every 5 minutes", std::nullopt},
      {"5 minutes or 2 hours", std::nullopt},
      {"30 days", std::nullopt},
      {"N/A", std::nullopt},
      {"TBD", std::nullopt},
      {"Immediate", std::nullopt},
      {"v1.2 mapping", std::nullopt},
      {"5 migrations", std::nullopt},
      {"", std::nullopt},
  };
  for (const Case& one : cases) EXPECT_EQ(ParseLimit(one.words), one.limit) << one.words;
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

}  // namespace
}  // namespace drill
