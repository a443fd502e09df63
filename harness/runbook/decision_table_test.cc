#include "harness/runbook/decision_table.h"

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr char kTable[] = R"(# Shop

| Issue | Team |
| --- | --- |
| All | web |

## What to do

| Issue | Severity | Code | Data |
| --- | --- | --- | --- |
| **Bug** | High | Yes | No |
| Corruption | Critical | Maybe | Yes, from a backup |
| Typo | Low | No | No |

## More
)";

Document Read(const std::string& text) {
  const absl::StatusOr<Document> document = ParseDocument("R.md", text);
  EXPECT_THAT(document, IsOk());
  return *document;
}

std::vector<DecisionRow> Rows() {
  const auto rows = FindDecisionTable(Read(kTable), "What to do", {"Code", "Data"});
  EXPECT_THAT(rows, IsOk());
  return *rows;
}

TEST(DecisionTableTest, SaysWhatIsAskedAndWhatIsLeftOpen) {
  const std::vector<DecisionRow> rows = Rows();
  ASSERT_EQ(rows.size(), 3u);
  EXPECT_EQ(rows[0].issue, "Bug");
  EXPECT_EQ(rows[0].line, 11);
  EXPECT_THAT(rows[0].cells, ElementsAre("Severity: High", "Code: Yes", "Data: No"));
  EXPECT_THAT(rows[0].asked, ElementsAre("Code"));
  EXPECT_THAT(rows[0].left_open, IsEmpty());
  EXPECT_THAT(rows[1].asked, ElementsAre("Data"));
  EXPECT_THAT(rows[1].left_open, ElementsAre("Code"));
  EXPECT_THAT(rows[2].asked, IsEmpty());
}

TEST(DecisionTableTest, FindsTheRowOfAnIssue) {
  const std::vector<DecisionRow> rows = Rows();
  ASSERT_NE(FindDecision(rows, "corruption"), nullptr);
  EXPECT_EQ(FindDecision(rows, "corruption")->line, 12);
  EXPECT_EQ(FindDecision(rows, "Fire"), nullptr);
}

TEST(DecisionTableTest, RowsWithoutAProcedureAreTold) {
  const std::vector<DecisionRow> rows = Rows();
  EXPECT_THAT(UnservedIssues(rows, {"Code", "Data"}), ElementsAre("Typo"));
  EXPECT_THAT(UnservedIssues(rows, {"code"}), ElementsAre("Corruption", "Typo"));
}

TEST(DecisionTableTest, ATableWithoutTheColumnsIsNotIt) {
  const auto rows = FindDecisionTable(Read(kTable), "What to do", {"Code", "Config"});
  EXPECT_THAT(rows, StatusIs(absl::StatusCode::kNotFound,
                             HasSubstr("R.md:7: no table under \"What to do\" has the columns "
                                       "Code, Config")));
}

TEST(DecisionTableTest, AHeadingThatIsNotThereIsTold) {
  EXPECT_THAT(FindDecisionTable(Read(kTable), "What not to do", {"Code"}),
              StatusIs(absl::StatusCode::kNotFound, HasSubstr("What not to do")));
}

TEST(DecisionTableTest, AnEmptyCellDecidesNothing) {
  const Document document = Read("# A\n\n| Issue | Code |\n| --- | --- |\n| Bug | |\n");
  EXPECT_THAT(FindDecisionTable(document, "A", {"Code"}),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       HasSubstr("R.md:5: the decision table says nothing of Code for \"Bug\"")));
}

}  // namespace
}  // namespace drill
