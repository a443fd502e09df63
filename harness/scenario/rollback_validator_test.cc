#include "harness/scenario/rollback_validator.h"

#include "gtest/gtest.h"
#include "harness/scenario/scenario.pb.h"
#include "harness/scenario/validator_case.h"

namespace drill {
namespace {

using Case = ValidatorCase;

class RollbackValidatorTest : public ValidatorCaseTest {};

TEST_P(RollbackValidatorTest, SaysAllThatIsWrong) {
  Scenario scenario;
  const std::string problems =
      ProblemsIn("rollback { heading: 'A'\n" + GetParam().fields + "\n}\n", &scenario,
                 [&](FieldChecker* checker) { ValidateRollback(scenario.rollback(), checker); });
  EXPECT_EQ(problems, GetParam().problems);
}

INSTANTIATE_TEST_SUITE_P(
    Valid, RollbackValidatorTest,
    ::testing::Values(
        Case{"bindings { placeholder: '$TAG' value: 'v1' reason: 'r' }", ""},
        Case{"bindings { placeholder: '$TAG' command: 'git tag | head -1' reason: 'r' }", ""},
        Case{"expected_outputs { command: 'a' matches: 'ok' reason: 'r' }", ""},
        Case{"expected_outputs { command: 'a' lacks: '(?m)^down' lacks: 'x+' reason: 'r' }", ""}));

INSTANTIATE_TEST_SUITE_P(
    Broken, RollbackValidatorTest,
    ::testing::Values(
        Case{"bindings { placeholder: '$TAG' reason: 'r' }",
             "f:2:1: rollback.bindings[0].value is required; what a person would have typed, or a "
             "`command` that prints it\n"},
        Case{"bindings { placeholder: '$TAG' value: 'v1' command: 'git tag' reason: 'r' }",
             "f:2:44: rollback.bindings[0].command stands beside `value`; remove one of the two\n"},
        Case{"expected_outputs { command: 'a' reason: 'r' }",
             "f:2:1: rollback.expected_outputs[0] expects nothing; give `matches`, `lacks` or "
             "both\n"},
        Case{"expected_outputs { lacks: 'x' }",
             "f:2:1: rollback.expected_outputs[0].command is required; the command as it stands in "
             "the document\n"
             "f:2:1: rollback.expected_outputs[0].reason is required; the report quotes it with "
             "the deviation\n"},
        Case{"expected_outputs { command: 'a' matches: '(' lacks: 'x*' reason: 'r' }",
             "f:2:33: rollback.expected_outputs[0].matches[0] is no expression: missing ): (; see "
             "RE2's syntax\n"
             "f:2:46: rollback.expected_outputs[0].lacks[0] is found in every output, also in "
             "none; make it say more\n"}));

}  // namespace
}  // namespace drill
