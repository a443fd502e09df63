#include "harness/runbook/nested_commands.h"

#include <string>
#include <vector>

#include "absl/time/time.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/runbook/plan.h"

namespace drill {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::Field;
using ::testing::IsEmpty;
using ::testing::SizeIs;

Step Compound() {
  Step step;
  step.line = 100;
  step.compound = true;
  return step;
}

absl::Duration At(int seconds) { return absl::Seconds(seconds); }

TEST(NestedCommandsTest, EachEndsWhenTheNextBegins) {
  const Step step = Compound();
  NestedCommands nested(step);
  nested.Begin("0 7 1 eval \"$__drill_text\"", At(0));
  nested.Begin("0 7 1 a", At(1));
  nested.Begin("3 9 1 b c", At(4));
  nested.Begin("0 7 1 __drill_prompt", At(6));
  EXPECT_THAT(
      nested.Finish(0, At(6)),
      ElementsAre(
          AllOf(Field(&NestedCommand::text, "a"), Field(&NestedCommand::line, 100),
                Field(&NestedCommand::exit_code, 3), Field(&NestedCommand::duration, At(3))),
          AllOf(Field(&NestedCommand::text, "b c"), Field(&NestedCommand::line, 102),
                Field(&NestedCommand::exit_code, 0), Field(&NestedCommand::duration, At(2)))));
}

TEST(NestedCommandsTest, AFunctionLastsUntilItsCallerGoesOn) {
  const Step step = Compound();
  NestedCommands nested(step);
  nested.Begin("0 7 1 eval \"$__drill_text\"", At(0));
  nested.Begin("0 7 1 f", At(1));
  nested.Begin("0 1 2 f", At(1));
  nested.Begin("0 2 2 inner", At(2));
  nested.Begin("0 8 1 after", At(5));
  const std::vector<NestedCommand> all = nested.Finish(0, At(6));
  ASSERT_THAT(all, SizeIs(3));
  EXPECT_EQ(all[0].duration, At(4));
  EXPECT_EQ(all[1].line, 100);
  EXPECT_EQ(all[2].line, 101);
}

TEST(NestedCommandsTest, NoiseIsLeftOut) {
  Step step = Compound();
  step.added_lines = 1;
  step.piped = {{101, "x"}};
  NestedCommands nested(step);
  nested.Begin("0 7 1 return \"$__drill_s\"", At(0));
  nested.Begin("0 7 1 eval \"$__drill_text\"", At(0));
  nested.Begin("0 8 1 for i in 1 2", At(1));
  nested.Begin("0 9 1 x y", At(1));
  nested.Begin("0 8 1 false", At(2));
  nested.Begin("1 8 1 false", At(3));
  nested.Begin("broken", At(3));
  EXPECT_THAT(nested.Finish(1, At(3)), ElementsAre(Field(&NestedCommand::text, "false")));
}

TEST(NestedCommandsTest, ASimpleStepHasNone) {
  Step step;
  NestedCommands nested(step);
  nested.Begin("0 7 1 eval \"$__drill_text\"", At(0));
  nested.Begin("0 7 1 ls", At(0));
  EXPECT_THAT(nested.Finish(0, At(1)), IsEmpty());
}

}  // namespace
}  // namespace drill
