#include "harness/runbook/command_effect.h"

#include <string>
#include <vector>

#include "absl/strings/str_split.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/runbook/programs.h"

namespace drill {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

Programs Parse(const std::string& text) {
  std::vector<Problem> problems;
  Programs programs = ParsePrograms("programs.textproto", text, &problems);
  EXPECT_THAT(problems, IsEmpty()) << FormatProblems(problems);
  return programs;
}

Effect EffectOf(const std::string& rules, const std::string& command, bool input = false,
                bool piped = false) {
  return Decide({Parse(rules)}, {absl::StrSplit(command, ' '), input, piped}).effect;
}

TEST(CommandEffectTest, TheFirstRuleThatHoldsDecides) {
  const std::string rules =
      "command { name: 'x' rule { effect: RETURNS with: '-q' } rule { effect: ASKS } }";
  EXPECT_EQ(EffectOf(rules, "x"), ASKS);
  EXPECT_EQ(EffectOf(rules, "/usr/bin/x -q"), RETURNS);
  EXPECT_EQ(EffectOf(rules, "y"), EFFECT_UNSET);
}

TEST(CommandEffectTest, OptionsInEachOfTheirForms) {
  const std::string rules =
      "command { name: 'x' valued: ['-u', '--user'] rule { effect: ASKS with: ['-f', '--force'] } "
      "}";
  for (const char* command : {"x -f", "x -f1", "x -af", "x --force", "x --force=1", "x -u a -f"})
    EXPECT_EQ(EffectOf(rules, command), ASKS) << command;
  for (const char* command : {"x", "x --forced", "x -uf", "x f", "x --f"})
    EXPECT_EQ(EffectOf(rules, command), EFFECT_UNSET) << command;
}

TEST(CommandEffectTest, AWordByItself) {
  const std::string rules = "command { name: 'x' rule { effect: ASKS with_word: '-p' } }";
  EXPECT_EQ(EffectOf(rules, "x -p db"), ASKS);
  EXPECT_EQ(EffectOf(rules, "x -psecret db"), EFFECT_UNSET);
}

TEST(CommandEffectTest, OperandsAndWhereItStands) {
  const std::string rules =
      "command { name: 'x' valued: '-u' rule { effect: OPENS_SHELL operands_at_most: 1 "
      "from_terminal: true } rule { effect: NEVER_RETURNS alone: true operands_at_least: 3 } }";
  EXPECT_EQ(EffectOf(rules, "x -u a b"), OPENS_SHELL);
  EXPECT_EQ(EffectOf(rules, "x -u a b c"), EFFECT_UNSET);
  EXPECT_EQ(EffectOf(rules, "x b", /*input=*/true), EFFECT_UNSET);
  EXPECT_EQ(EffectOf(rules, "x -- a b c"), NEVER_RETURNS);
  EXPECT_EQ(EffectOf(rules, "x a b c", false, /*piped=*/true), EFFECT_UNSET);
}

TEST(CommandEffectTest, WordsAfterAProgramHaveRulesOfTheirOwn) {
  const std::string rules =
      "command { name: 'x' valued: '-H' command { name: 'up' rule { effect: NEVER_RETURNS "
      "without: '-d' } } }";
  EXPECT_EQ(EffectOf(rules, "x -H h up"), NEVER_RETURNS);
  EXPECT_EQ(EffectOf(rules, "x up -d"), EFFECT_UNSET);
  EXPECT_EQ(EffectOf(rules, "x down up"), EFFECT_UNSET);
}

TEST(CommandEffectTest, TheCommandThatAnotherOneRuns) {
  const std::string rules =
      "command { name: 'in' rule { effect: RETURNS with: '-f' } runs { after_operands: 1 } }"
      "command { name: 'dash' runs { after_dashes: true } }"
      "command { name: 'env' runs { assignments: true } }"
      "command { name: 't' rule { effect: NEVER_RETURNS with: '-f' } }";
  EXPECT_EQ(EffectOf(rules, "in host t -f"), NEVER_RETURNS) << "its options are not the outer ones";
  EXPECT_EQ(EffectOf(rules, "in -f host t -f"), RETURNS);
  EXPECT_EQ(EffectOf(rules, "dash a b -- t -f"), NEVER_RETURNS);
  EXPECT_EQ(EffectOf(rules, "dash a b t -f"), EFFECT_UNSET);
  EXPECT_EQ(EffectOf(rules, "env A=1 B=2 in h t -f"), NEVER_RETURNS);
}

TEST(CommandEffectTest, ALookThroughAnotherProgramIsOneOnlyWhereTheCodeIsPassedOn) {
  const std::string rules =
      "command { name: 'g' rule { effect: LOOKS finds_nothing: [1, 3] } }"
      "command { name: 's' runs { passes_status: true } } command { name: 'd' runs {} }";
  EXPECT_THAT(Decide({Parse(rules)}, {{"s", "g", "x"}}).finds_nothing, ElementsAre(1, 3));
  EXPECT_EQ(EffectOf(rules, "d g x"), SHOWS);
}

TEST(CommandEffectTest, NoDepthIsTooDeep) {
  std::string command = "env";
  for (int i = 0; i < 5000; ++i) command += " env";
  EXPECT_EQ(EffectOf("command { name: 'env' runs {} }", command), EFFECT_UNSET);
}

}  // namespace
}  // namespace drill
