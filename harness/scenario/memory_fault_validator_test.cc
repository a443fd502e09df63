#include "harness/scenario/memory_fault_validator.h"

#include "gtest/gtest.h"
#include "harness/scenario/scenario.pb.h"
#include "harness/scenario/validator_case.h"

namespace drill {
namespace {

using Case = ValidatorCase;

class MemoryFaultValidatorTest : public ValidatorCaseTest {};

TEST_P(MemoryFaultValidatorTest, SaysAllThatIsWrong) {
  Scenario scenario;
  const std::string problems = ProblemsIn(
      "fault { memory {\n" + GetParam().fields + "\n} }\n", &scenario, [&](FieldChecker* checker) {
        EXPECT_TRUE(ValidateMemoryFault("fault[0].memory", scenario.fault(0).memory(), checker));
      });
  EXPECT_EQ(problems, GetParam().problems);
}

INSTANTIATE_TEST_SUITE_P(
    Valid, MemoryFaultValidatorTest,
    ::testing::Values(Case{"kind: OVER_LIMIT service: 's' limit_bytes: 100000000", ""},
                      Case{"kind: LEAK service: 's' bytes_per_second: 1 leave_bytes: 1", ""},
                      Case{"kind: HOST_PRESSURE leave_bytes: 134217728", ""}));

INSTANTIATE_TEST_SUITE_P(
    Broken, MemoryFaultValidatorTest,
    ::testing::Values(
        Case{"",
             "f:1:9: fault[0].memory.kind is required; OVER_LIMIT, LEAK or HOST_PRESSURE\n"
             "f:1:9: fault[0].memory.service is required; a compose service's name\n"},
        Case{"kind: HOST_PRESSURE service: 's'",
             "f:1:9: fault[0].memory.leave_bytes is required; 128 MiB or more\n"
             "f:2:21: fault[0].memory.service is set where the whole host is short of memory; "
             "leave it out\n"},
        Case{"kind: OVER_LIMIT service: 's' limit_bytes: 512 bytes_per_second: 1 leave_bytes: 1",
             "f:2:31: fault[0].memory.limit_bytes is less than a container can have: 512; 6 MiB or "
             "more\n"
             "f:2:48: fault[0].memory.bytes_per_second is set where nothing leaks; leave it out\n"
             "f:2:68: fault[0].memory.leave_bytes is set with OVER_LIMIT; leave it out\n"},
        Case{"kind: HOST_PRESSURE leave_bytes: 1048576",
             "f:2:21: fault[0].memory.leave_bytes leaves too little to run any command: 1048576; "
             "128 MiB or more\n"},
        Case{"kind: LEAK service: 's' limit_bytes: -1",
             "f:2:25: fault[0].memory.limit_bytes is negative\n"}));

}  // namespace
}  // namespace drill
