#include "harness/scenario/network_fault_validator.h"

#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/scenario/validator_case.h"

namespace drill {
namespace {

using Case = ValidatorCase;

class NetworkFaultValidatorTest : public ValidatorCaseTest {};

TEST_P(NetworkFaultValidatorTest, SaysAllThatIsWrong) {
  Fault fault;
  const std::string problems =
      ProblemsIn("network { " + GetParam().fields + " }", &fault, [&](FieldChecker* checker) {
        EXPECT_TRUE(ValidateNetworkFault("network", fault.network(), checker));
      });
  EXPECT_EQ(problems, GetParam().problems);
}

INSTANTIATE_TEST_SUITE_P(
    Valid, NetworkFaultValidatorTest,
    ::testing::Values(Case{"kind: PARTITION from: 'a' to: 'b' port: 1", ""},
                      Case{"kind: UNREACHABLE to: 'b' port: 65535", ""},
                      Case{"kind: DELAY from: 'a' to: 'b' port: 1 delay { seconds: 1 }", ""},
                      Case{"kind: LOSS from: 'a' to: 'b' port: 1 loss: 0.3", ""},
                      Case{"kind: NAME_GONE from: 'a' to: 'b' port: 1", ""}));

INSTANTIATE_TEST_SUITE_P(
    Broken, NetworkFaultValidatorTest,
    ::testing::Values(
        Case{
            "",
            "f:1:1: network.kind is required; one of PARTITION, UNREACHABLE, DELAY, LOSS, "
            "NAME_GONE\n"
            "f:1:1: network.to is required; the compose service that is asked\n"
            "f:1:1: network.from is required; the compose service that asks\n"
            "f:1:1: network.port is no TCP port: 0; the one on which `to` answers, such as 5432\n"},
        Case{"kind: PARTITION from: 'a' to: 'a' port: 65536",
             "f:1:27: network.from is the same service as `to`; name two services\n"
             "f:1:45: network.port is no TCP port: 65536; the one on which `to` answers, such as "
             "5432\n"},
        Case{"kind: PARTITION from: 'a' to: 'b' port: 1 delay { seconds: 1 } loss: 0.5",
             "f:1:53: network.delay is set for a fault that delays nothing; set kind to DELAY\n"
             "f:1:74: network.loss is set for another kind; set kind to LOSS\n"},
        Case{"kind: DELAY from: 'a' to: 'b' port: 1",
             "f:1:1: network.delay is required; by how much connections are slower\n"},
        Case{"kind: DELAY from: 'a' to: 'b' port: 1 delay { nanos: -1 }",
             "f:1:49: network.delay must be longer than 0 s; leave it out for the default\n"},
        Case{"kind: LOSS from: 'a' to: 'b' port: 1 loss: 0.01",
             "f:1:48: network.loss is no share that can be proved: 0.01; 0.05 to 1, such as 0.3\n"},
        Case{"kind: LOSS from: 'a' to: 'b' port: 1 loss: 1.5",
             "f:1:48: network.loss is no share that can be proved: 1.5; 0.05 to 1, such as "
             "0.3\n"}));

}  // namespace
}  // namespace drill
