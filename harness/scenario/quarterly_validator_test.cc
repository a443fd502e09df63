#include "harness/scenario/quarterly_validator.h"

#include "gtest/gtest.h"
#include "harness/scenario/validator_case.h"

namespace drill {
namespace {

using Case = ValidatorCase;

class QuarterlyValidatorTest : public ValidatorCaseTest {};

TEST_P(QuarterlyValidatorTest, SaysAllThatIsWrong) {
  QuarterlyPlan plan;
  const std::string problems = ProblemsIn(
      GetParam().fields, &plan, [&](FieldChecker* checker) { ValidateQuarterly(plan, checker); });
  EXPECT_EQ(problems, GetParam().problems);
}

INSTANTIATE_TEST_SUITE_P(
    Valid, QuarterlyValidatorTest,
    ::testing::Values(
        Case{"quarter: '2026-Q4' stack: 'shop' scenarios: 'shop/gone'", ""},
        Case{"quarter: '2027-Q1' stack: 'shop' scenarios: 'shop/gone' scenarios: 'shop/slow'\n"
             "seed: 7 checklist_heading: 'Before' checklist_heading: 'After'\n"
             "unattended { decision: '60s' step: '5s' } away_limit: '600s'",
             ""}));

INSTANTIATE_TEST_SUITE_P(
    Broken, QuarterlyValidatorTest,
    ::testing::Values(
        Case{"",
             "f:1:1: quarter is required; write it as \"2026-Q4\"\n"
             "f:1:1: stack is required; name a directory under fixtures/\n"
             "f:1:1: scenarios is required; name at least one; `tools/drill list` shows them\n"},
        Case{"quarter: '2026-Q5' stack: 'shop' scenarios: 'shop/gone'\n"
             "scenarios: 'shop/gone' scenarios: ' ' checklist_heading: ''\n"
             "unattended { decision: '0s'\nstep: '-1s' }\naway_limit: '0s'",
             "f:1:1: quarter is no quarter: 2026-Q5; write it as \"2026-Q4\"\n"
             "f:2:1: scenarios[1] is used twice: shop/gone; rename one\n"
             "f:2:24: scenarios[2] is required; name one, or remove the line\n"
             "f:2:39: checklist_heading[0] is required; name one, or remove the line\n"
             "f:3:14: unattended.decision must be longer than 0 s; leave it out for the default\n"
             "f:4:1: unattended.step must be longer than 0 s; leave it out for the default\n"
             "f:5:1: away_limit must be longer than 0 s; leave it out for the default\n"}));

}  // namespace
}  // namespace drill
