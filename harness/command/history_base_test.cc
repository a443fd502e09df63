#include "harness/command/history_base.h"

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace drill {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

KeptDrill Kept(double ms, int processors, const std::string& inputs) {
  KeptDrill kept;
  kept.summary.set_scenario("shop/gone");
  kept.summary.set_outcome(OUTCOME_PASSED);
  kept.summary.set_inputs_sha256(inputs);
  kept.summary.mutable_machine()->set_processor("A");
  kept.summary.mutable_machine()->set_processors(processors);
  SummaryTarget& target = *kept.summary.add_targets();
  target.set_limit_ms(1000);
  target.set_measured_ms(ms);
  return kept;
}

TEST(AddToBaseTest, TimesAreThoseOfTheNewestDrillsMachine) {
  BenchBase base;
  AddToBase({Kept(900, 2, "a"), Kept(1, 8, "a"), Kept(920, 2, "b")}, base);
  EXPECT_EQ(base.origin.machine.processors(), 2);
  EXPECT_THAT(base.times["shop/gone/recovery"], ElementsAre(900, 920));
}

TEST(AddToBaseTest, AnotherQuestionsDrillsDoNotCount) {
  BenchBase base;
  AddToBase({Kept(1, 8, ""), Kept(900, 2, "a")}, base);
  EXPECT_THAT(base.times["shop/gone/recovery"], ElementsAre(900));
}

TEST(AddToBaseTest, NothingKeptIsNoBase) {
  BenchBase base;
  AddToBase({}, base);
  EXPECT_THAT(base.times, IsEmpty());
}

}  // namespace
}  // namespace drill
