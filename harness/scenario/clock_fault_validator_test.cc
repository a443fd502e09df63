#include "harness/scenario/clock_fault_validator.h"

#include <string>

#include "gtest/gtest.h"
#include "harness/scenario/validator_case.h"

namespace drill {
namespace {

using Case = ValidatorCase;

class ClockFaultValidatorTest : public ValidatorCaseTest {};

TEST_P(ClockFaultValidatorTest, SaysAllThatIsWrong) {
  Fault fault;
  const std::string problems = ProblemsIn(
      "clock { " + GetParam().fields + " }", &fault,
      [&](FieldChecker* checker) { ValidateClockFault("clock", fault.clock(), checker); });
  EXPECT_EQ(problems, GetParam().problems);
}

INSTANTIATE_TEST_SUITE_P(
    Faults, ClockFaultValidatorTest,
    ::testing::Values(
        Case{"service: 's' offset { seconds: -60 }", ""},
        Case{"service: 's' offset { seconds: 60 } url: 'http://localhost/'", ""},
        Case{"",
             "f:1:1: clock.service is required; the compose service whose clock is wrong\n"
             "f:1:1: clock.offset is required; how far its clock is ahead\n"},
        Case{"service: 's' offset { seconds: 9 }",
             "f:1:22: clock.offset is not a number of whole seconds, 10 at least, ahead or behind; "
             "such as { seconds: 3600 } or { seconds: -3600 }\n"},
        Case{"service: 's' offset { seconds: 60 } url: 'localhost'",
             "f:1:45: clock.url is not a URL: localhost; such as "
             "http://localhost:5000/api/health\n"}));

}  // namespace
}  // namespace drill
