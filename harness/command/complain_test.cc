#include "harness/command/complain.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace drill {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST(ComplainTest, IsALineOnStderr) {
  ::testing::internal::CaptureStderr();
  Complain("no such file");
  EXPECT_EQ(::testing::internal::GetCapturedStderr(), "no such file\n");
}

TEST(ComplainTest, ATerminalDoesNotObeyIt) {
  ::testing::internal::CaptureStderr();
  Complain("red \033[31m");
  EXPECT_THAT(::testing::internal::GetCapturedStderr(), Not(HasSubstr("\033")));
}

}  // namespace
}  // namespace drill
