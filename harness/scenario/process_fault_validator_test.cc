#include "harness/scenario/process_fault_validator.h"

#include <string>

#include "gtest/gtest.h"
#include "harness/scenario/validator_case.h"

namespace drill {
namespace {

using Case = ValidatorCase;

class ProcessFaultValidatorTest : public ValidatorCaseTest {};

TEST_P(ProcessFaultValidatorTest, SaysAllThatIsWrong) {
  Fault fault;
  const std::string problems = ProblemsIn(
      "process { " + GetParam().fields + " }", &fault,
      [&](FieldChecker* checker) { ValidateProcessFault("process", fault.process(), checker); });
  EXPECT_EQ(problems, GetParam().problems);
}

INSTANTIATE_TEST_SUITE_P(
    Faults, ProcessFaultValidatorTest,
    ::testing::Values(
        Case{"kind: KILL service: 's' signal: 15", ""}, Case{"kind: HANG service: 's'", ""},
        Case{"kind: HOST_RESTART", ""},
        Case{"",
             "f:1:1: process.kind is required; one of KILL, STOP, CRASH_LOOP, HANG, REFUSES_TERM, "
             "ENGINE_RESTART, HOST_RESTART\n"},
        Case{"kind: STOP",
             "f:1:1: process.service is required; the compose service that it happens to\n"},
        Case{"kind: ENGINE_RESTART service: 's'",
             "f:1:32: process.service is set for a fault that meets all of them; leave it out\n"},
        Case{"kind: KILL service: 's' signal: 65",
             "f:1:35: process.signal is not a signal: 65; 1 to 64\n"},
        Case{"kind: STOP service: 's' signal: 9",
             "f:1:35: process.signal is set for a fault that sends none of the scenario's choice; "
             "leave it out, or set kind to KILL\n"}));

}  // namespace
}  // namespace drill
