#include "harness/runbook/command_text.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace drill {
namespace {

TEST(CommandTextTest, LooksLikeCommands) {
  EXPECT_TRUE(LooksLikeCommands("docker ps\n\n# x\n./a.sh \\\n  --b\nX=1"));
  EXPECT_FALSE(LooksLikeCommands("docker ps\nCONTAINER ID"));
  EXPECT_FALSE(LooksLikeCommands("# only a comment"));
  EXPECT_FALSE(LooksLikeCommands("TAG=41\nDEBUG=0")) << "a file's content";
  EXPECT_TRUE(LooksLikeCommands("cat > f <<EOF\nany text\nEOF"));
  EXPECT_TRUE(LooksLikeCommands("PGPASSWORD=x psql \\\n  -c 'a\nb'"));
  EXPECT_FALSE(LooksLikeCommands("┌────┐"));
  EXPECT_TRUE(IsKnownProgram("psql"));
  EXPECT_FALSE(IsKnownProgram("NAME"));
}

}  // namespace
}  // namespace drill
