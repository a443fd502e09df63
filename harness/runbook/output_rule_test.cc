#include "harness/runbook/output_rule.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace drill {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

OutputRule Rule(const std::string& pattern, bool lacks = false) {
  return {pattern, lacks, "`" + pattern + "`", "the scenario"};
}

TEST(OutputRuleTest, WhatIsExpectedIsPrinted) {
  EXPECT_THAT(BrokenRules({Rule("status.*ok")}, "{\"status\": \"ok\"}\n"), IsEmpty());
  EXPECT_THAT(BrokenRules({Rule("status.*ok")}, "Internal Server Error\n"),
              ElementsAre("it did not print what the scenario expects: `status.*ok`"));
}

TEST(OutputRuleTest, WhatIsRuledOutIsNotPrinted) {
  EXPECT_THAT(BrokenRules({Rule("pending", true)}, "1 applied\n"), IsEmpty());
  EXPECT_THAT(BrokenRules({Rule("pending", true)}, "2 pending\n"),
              ElementsAre("it printed what the scenario rules out: `pending`"));
}

TEST(OutputRuleTest, EachBrokenRuleIsTold) {
  EXPECT_THAT(BrokenRules({Rule("a"), Rule("b"), Rule("c", true)}, "a c"),
              ElementsAre("it did not print what the scenario expects: `b`",
                          "it printed what the scenario rules out: `c`"));
}

TEST(OutputRuleTest, ColoursAndCarriageReturnsDoNotCount) {
  EXPECT_THAT(BrokenRules({Rule("(?m)^api +Up$")}, "\x1b[32mapi\x1b[0m  Up\r\n"), IsEmpty());
}

TEST(OutputRuleTest, NothingIsExpectedOfNothing) { EXPECT_THAT(BrokenRules({}, ""), IsEmpty()); }

}  // namespace
}  // namespace drill
