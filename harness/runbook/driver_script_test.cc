#include "harness/runbook/driver_script.h"

#include <string>
#include <vector>

#include "absl/strings/str_split.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace drill {
namespace {

using ::testing::AllOf;
using ::testing::Each;
using ::testing::HasSubstr;
using ::testing::Lt;
using ::testing::Not;
using ::testing::SizeIs;

constexpr char kNonce[] = "0123456789abcdef0123456789abcdef";

std::vector<std::string> Lines(const std::string& text) { return absl::StrSplit(text, '\n'); }

TEST(DriverScriptTest, TheNonceIsNeverWhole) {
  EXPECT_THAT(DriverSetup(kNonce),
              AllOf(Not(HasSubstr(kNonce)), HasSubstr("__drill_a=0123456789abcdef;")));
}

TEST(DriverScriptTest, TheDoorwayIsOneLineWithoutTheNonce) {
  EXPECT_THAT(Lines(DriverDoorway(kNonce)), SizeIs(2u));
  EXPECT_THAT(DriverDoorway(kNonce), Not(HasSubstr(kNonce)));
}

TEST(DriverScriptTest, EveryLineFitsIntoATerminal) {
  EXPECT_THAT(Lines(DriverSetup(kNonce)), Each(SizeIs(Lt(4000u))));
  EXPECT_THAT(Lines(DriverRun(std::string(5000, '\''))), Each(SizeIs(Lt(4000u))));
}

TEST(DriverScriptTest, NoByteOfTheCommandIsReadByTheTypingShell) {
  EXPECT_THAT(DriverRun("a'b\n$c\"\x03é"),
              HasSubstr("+=$'a\\x27b\\x0a\\x24c\\x22\\x03\\xc3\\xa9'\n"));
}

}  // namespace
}  // namespace drill
