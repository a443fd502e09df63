#include "harness/drill/worst_exit_code.h"

#include "gtest/gtest.h"

namespace drill {
namespace {

TEST(WorstExitCodeTest, FollowsTheDocumentedOrder) {
  EXPECT_EQ(WorstExitCode({0, 3}), 3);
  EXPECT_EQ(WorstExitCode({3, 2, 0}), 2);
  EXPECT_EQ(WorstExitCode({2, 1, 3}), 1);
  EXPECT_EQ(WorstExitCode({1, 65}), 65);
  EXPECT_EQ(WorstExitCode({65, 4, 1}), 4);
  EXPECT_EQ(WorstExitCode({0, 0}), 0);
  EXPECT_EQ(WorstExitCode({}), 4);
}

TEST(ControlsExitCodeTest, GoodWhenEachDidAsItMust) {
  const ControlEnd failed_as_it_must = {1, true}, passed_as_it_must = {0, true};
  EXPECT_EQ(ControlsExitCode({failed_as_it_must, failed_as_it_must}), 0);
  EXPECT_EQ(ControlsExitCode({passed_as_it_must, passed_as_it_must}), 0);
  EXPECT_EQ(ControlsExitCode({failed_as_it_must, {0, false}}), 1)
      << "one that passed is not masked";
  EXPECT_EQ(ControlsExitCode({failed_as_it_must, {2, false}}), 1);
  EXPECT_EQ(ControlsExitCode({failed_as_it_must, {65, false}, {0, false}}), 65);
  EXPECT_EQ(ControlsExitCode({{4, false}, {65, false}}), 4);
  EXPECT_EQ(ControlsExitCode({}), 4);
}

}  // namespace
}  // namespace drill
