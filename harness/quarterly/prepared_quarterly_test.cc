#include "harness/quarterly/prepared_quarterly.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/drill/sample_shop.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

constexpr char kRunbook[] = R"(# Shop

| rollback | target |
| --- | --- |
| page only | < 10 seconds |

## Page rollback

```bash
touch DIR/page
```

## Drills

- [ ] Team told
- [ ] Page seen

## Words

Nothing.
)";

constexpr char kKnownBad[] = R"(
description: "Known bad."
stack: "shop"
fault {
  summary: "Somebody removes the page."
  command { command: "rm -f DIR/page" }
  proof { name: "page_gone" command { command: "test ! -e DIR/page" } }
}
rollback { heading: "Page rollback" }
recovery { steady_state: "*" }
expected { data { not_checked: "no data" } target { runbook_row: "page only" } }
known_bad { check: "recovery" phase: "recovery" }
)";

class PreparedQuarterlyTest : public ::testing::Test {
 protected:
  PreparedQuarterlyTest() { shop_.Write("fixtures/shop/ROLLBACK.md", kRunbook); }

  absl::StatusOr<PreparedQuarterly> Prepare(const std::string& plan) {
    shop_.Write("scenarios/shop/quarterly.textproto", plan);
    return PrepareQuarterly(shop_.root(),
                            absl::StrCat(shop_.root(), "/scenarios/shop/quarterly.textproto"), "");
  }
  std::string Problems(const std::string& plan) {
    const auto prepared = Prepare(plan);
    EXPECT_THAT(prepared, IsOk());
    return prepared.ok() ? absl::StrJoin(prepared->problems, "\n") : "";
  }

  SampleShop shop_;
};

TEST_F(PreparedQuarterlyTest, HasItsScenariosAndTheDocumentsChecklist) {
  const auto prepared = Prepare(
      "quarter: '2026-Q4' stack: 'shop' scenarios: 'shop/gone' checklist_heading: 'Drills'");
  ASSERT_THAT(prepared, IsOk());
  EXPECT_THAT(prepared->problems, IsEmpty());
  ASSERT_EQ(prepared->drills.size(), 1u);
  EXPECT_EQ(prepared->drills[0].name(), "shop/gone");
  ASSERT_EQ(prepared->checklist.size(), 2u);
  EXPECT_EQ(prepared->checklist[1].heading(), "Drills");
  EXPECT_EQ(prepared->checklist[1].text(), "Page seen");
  EXPECT_EQ(prepared->checklist[1].line(), 16);
}

TEST_F(PreparedQuarterlyTest, AllProblemsAreToldAtOnce) {
  shop_.Write("scenarios/shop/bad.textproto", kKnownBad);
  const std::string problems = Problems(
      "quarter: 'soon'\nstack: 'shoe'\nscenarios: 'shop/gone'\nscenarios: 'shop/gonne'\n"
      "scenarios: 'shop/bad'\nscenarios: 'shop'\nchecklist_heading: 'Drils'\n"
      "checklist_heading: 'Words'\n");
  EXPECT_THAT(problems, HasSubstr("quarterly.textproto:1:1: quarter is no quarter: soon"));
  EXPECT_THAT(problems, HasSubstr(":3:1: scenarios[0] is of the stack shop: shop/gone"));
  EXPECT_THAT(problems, HasSubstr(":4:1: shop/gonne: no such scenario"));
  EXPECT_THAT(problems, HasSubstr(":5:1: scenarios[2] is known bad: shop/bad"));
  EXPECT_THAT(problems, HasSubstr(":6:1: scenarios[3] is a directory of 2 scenarios: shop"));
  EXPECT_THAT(problems, HasSubstr(":7:1: "));
  EXPECT_THAT(problems, HasSubstr("no heading reads \"Drils\""));
  EXPECT_THAT(problems, HasSubstr("no list under \"Words\""));
}

TEST_F(PreparedQuarterlyTest, WhatScenariosShareIsToldOnce) {
  shop_.Write("fixtures/shop/ROLLBACK.md", "# Shop\n\n```bash\nmake\n");
  shop_.Write("scenarios/shop/again.textproto", kKnownBad);
  const std::string problems =
      Problems("quarter: '2026-Q4' stack: 'shop' scenarios: 'shop/gone' scenarios: 'shop/again'");
  const size_t first = problems.find("ROLLBACK.md:3");
  ASSERT_NE(first, std::string::npos) << problems;
  EXPECT_EQ(problems.find("ROLLBACK.md:3", first + 1), std::string::npos) << problems;
}

TEST_F(PreparedQuarterlyTest, AScenariosOwnProblemsAreThePlans) {
  shop_.Write("scenarios/shop/gone.textproto", "description: 'x'\nstack: 'shop'\n");
  EXPECT_THAT(Problems("quarter: '2026-Q4' stack: 'shop' scenarios: 'shop/gone'"),
              HasSubstr("gone.textproto"));
}

TEST_F(PreparedQuarterlyTest, APlanThatCannotBeReadToItsEndSaysWhere) {
  const std::string problems = Problems("quarter: '2026-Q4' stack: {");
  EXPECT_THAT(problems, HasSubstr("quarterly.textproto:1:"));
  EXPECT_THAT(problems, Not(HasSubstr("is required")));
}

}  // namespace
}  // namespace drill
