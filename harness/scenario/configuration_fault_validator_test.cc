#include "harness/scenario/configuration_fault_validator.h"

#include <string>
#include <vector>

#include "gtest/gtest.h"
#include "harness/base/text_proto.h"
#include "harness/scenario/validator_case.h"

namespace drill {
namespace {

using Case = ValidatorCase;

class ConfigurationFaultValidatorTest : public ValidatorCaseTest {};

TEST_P(ConfigurationFaultValidatorTest, SaysAllThatIsWrong) {
  Fault fault;
  const std::string problems =
      ProblemsIn("configuration { " + GetParam().fields + " }", &fault, [&](FieldChecker* checker) {
        ValidateConfigurationFault("configuration", fault.configuration(), checker);
      });
  EXPECT_EQ(problems, GetParam().problems);
}

INSTANTIATE_TEST_SUITE_P(
    Faults, ConfigurationFaultValidatorTest,
    ::testing::Values(
        Case{"file: '/e' remove_key: 'K' service: 's'", ""},
        Case{"file: '/e' set_key: 'K=' service: 's'", ""},
        Case{"file: '/e' replace { text: 'a' } service: 's'", ""},
        Case{"file: '/e' unreadable: true service: 's'", ""},
        Case{"",
             "f:1:1: configuration.file is required; a file on the drill host\n"
             "f:1:1: configuration changes nothing; set one of remove_key, set_key, replace, "
             "unreadable\n"
             "f:1:1: configuration.service is required; the compose service that suffers\n"},
        Case{"file: '/e' remove_key: 'K=V' service: 's'",
             "f:1:28: configuration.remove_key is not a key: K=V; such as POSTGRES_PASSWORD\n"},
        Case{"file: '/e' set_key: 'K' service: 's'",
             "f:1:28: configuration.set_key is not KEY=VALUE on one line: K; such as "
             "DATABASE_PORT=5433\n"},
        Case{"file: '/e' replace { by: 'x' } service: 's'",
             "f:1:28: configuration.replace.text is required; what stands in the file\n"},
        Case{"file: '/e' unreadable: false service: 's'",
             "f:1:28: configuration.unreadable changes nothing; set it to true\n"}));

TEST(ConfigurationFaultValidatorTest, OnlyALogLineProvesItself) {
  std::vector<Problem> problems;
  const FieldLocations locations("f");
  FieldChecker checker(locations, &problems);
  ConfigurationFault fault;
  EXPECT_FALSE(ValidateConfigurationFault("configuration", fault, &checker));
  fault.set_log_line("refused");
  EXPECT_TRUE(ValidateConfigurationFault("configuration", fault, &checker));
}

}  // namespace
}  // namespace drill
