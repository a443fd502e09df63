#include "harness/journal/judge_looks.h"

#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace drill {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

// One look a letter: passed, failed, or not seen.
CheckResult Judged(const std::string& fates) {
  std::vector<CheckResult> looks;
  for (const char fate : fates) {
    CheckResult& look = looks.emplace_back();
    look.set_name("page");
    look.set_expected("200");
    look.set_actual(std::string("saw ") + fate);
    look.set_passed(fate == 'p');
    look.set_undecided(fate == '?');
  }
  return JudgeLooks(looks);
}

std::string Fate(const std::string& fates) {
  const CheckResult judged = Judged(fates);
  return judged.passed() ? "passed" : judged.undecided() ? "undecided" : "failed";
}

TEST(JudgeLooksTest, TwoOfThreeDecideThatItFails) {
  EXPECT_EQ(Fate("fff"), "failed");
  EXPECT_EQ(Fate("ffp"), "failed");
  EXPECT_EQ(Fate("fpf"), "failed");
  EXPECT_EQ(Fate("?ff"), "failed");
}

TEST(JudgeLooksTest, WhatFailedOnceHasNotPassed) {
  EXPECT_EQ(Fate("fpp"), "undecided");
  EXPECT_EQ(Fate("f?p"), "undecided");
  EXPECT_EQ(Fate("?fp"), "undecided");
  EXPECT_EQ(Fate("f??"), "undecided");
}

TEST(JudgeLooksTest, WhatCouldNotBeSeenOnceIsDecidedByTheOthers) {
  EXPECT_EQ(Fate("?pp"), "passed");
  EXPECT_EQ(Judged("?pp").actual(), "saw p");
  EXPECT_EQ(Fate("??p"), "undecided");
  EXPECT_EQ(Fate("???"), "undecided");
}

TEST(JudgeLooksTest, OneLookIsOneLook) {
  EXPECT_EQ(Fate("?"), "undecided");
  EXPECT_EQ(Fate("f"), "undecided");
}

TEST(JudgeLooksTest, EveryLookIsRecorded) {
  const CheckResult judged = Judged("f?p");
  EXPECT_THAT(judged.looks(), ElementsAre("failed: saw f", "not seen: saw ?", "passed: saw p"));
  EXPECT_EQ(judged.expected(), "200");
  EXPECT_THAT(judged.actual(), HasSubstr("1 of 3 looks failed, 1 passed"));
}

}  // namespace
}  // namespace drill
