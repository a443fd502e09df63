#include "harness/scenario/service_level_validator.h"

#include "gtest/gtest.h"
#include "harness/scenario/validator_case.h"

namespace drill {
namespace {

using Case = ValidatorCase;

class ServiceLevelValidatorTest : public ValidatorCaseTest {};

TEST_P(ServiceLevelValidatorTest, SaysAllThatIsWrong) {
  Scenario scenario;
  const std::string problems = ProblemsIn(
      "expected {\n" + GetParam().fields + "\n}\n", &scenario,
      [&](FieldChecker* checker) { ValidateServiceLevel(scenario.expected(), checker); });
  EXPECT_EQ(problems, GetParam().problems);
}

INSTANTIATE_TEST_SUITE_P(
    Valid, ServiceLevelValidatorTest,
    ::testing::Values(Case{"", ""}, Case{"service_level { errors_percent: 0 }", ""},
                      Case{"service_level { latency_p99: '5s' slower_percent: 50 }", ""}));

INSTANTIATE_TEST_SUITE_P(
    Broken, ServiceLevelValidatorTest,
    ::testing::Values(
        Case{"service_level {}",
             "f:2:1: expected.service_level has no limit; set errors_percent, latency_p99 or "
             "slower_percent\n"},
        Case{"service_level { errors_percent: 100 slower_percent: 0 latency_p99: '0s' }",
             "f:2:17: expected.service_level.errors_percent is no limit: 100; a percentage of the "
             "requests, from 0 to less than 100\n"
             "f:2:37: expected.service_level.slower_percent is no limit: 0; a percentage of the "
             "median latency before the fault, more than 0\n"
             "f:2:55: expected.service_level.latency_p99 must be longer than 0 s; leave it out for "
             "the default\n"},
        Case{"service_level { errors_percent: nan slower_percent: -5 }",
             "f:2:17: expected.service_level.errors_percent is no limit: nan; a percentage of the "
             "requests, from 0 to less than 100\n"
             "f:2:37: expected.service_level.slower_percent is no limit: -5; a percentage of the "
             "median latency before the fault, more than 0\n"}));

}  // namespace
}  // namespace drill
