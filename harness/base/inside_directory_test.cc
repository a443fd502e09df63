#include "harness/base/inside_directory.h"

#include <unistd.h>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/base/file.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

using ::testing::HasSubstr;

TEST(WhyOutsideTest, APathStaysInItsFilesDirectory) {
  const std::string root = ::testing::TempDir() + "/inside";
  ASSERT_THAT(RemoveAll(root), IsOk());
  ASSERT_THAT(MakeDirectories(root + "/stack/app"), IsOk());
  ASSERT_THAT(WriteFile(root + "/stack/stack.textproto", ""), IsOk());
  ASSERT_EQ(symlink("/etc", (root + "/stack/link").c_str()), 0);
  ASSERT_EQ(symlink("app", (root + "/stack/own").c_str()), 0);
  const std::string file = root + "/stack/stack.textproto";
  for (const char* value : {"app", "app/", "./app/x", "app/../app", "none/yet", "a..b", "own", "."})
    EXPECT_EQ(WhyOutside(file, value), "") << value;
  EXPECT_EQ(WhyOutside(file, "/etc/passwd"), "is an absolute path");
  EXPECT_EQ(WhyOutside(file, "../other"), "leads out of its directory");
  EXPECT_EQ(WhyOutside(file, "app/../../other"), "leads out of its directory");
  EXPECT_THAT(WhyOutside(file, "link/passwd"), HasSubstr("symbolic link to /etc/passwd"));
}

TEST(WhyOutsideTest, AFileThatIsALinkHasItsNeighboursWhereItLeads) {
  const std::string root = ::testing::TempDir() + "/linked";
  ASSERT_THAT(RemoveAll(root), IsOk());
  ASSERT_THAT(MakeDirectories(root + "/real"), IsOk());
  ASSERT_THAT(MakeDirectories(root + "/seen"), IsOk());
  for (const char* name : {"s", "doc.md"}) {
    ASSERT_THAT(WriteFile(root + "/real/" + name, ""), IsOk());
    ASSERT_EQ(symlink((root + "/real/" + name).c_str(), (root + "/seen/" + name).c_str()), 0);
  }
  EXPECT_EQ(WhyOutside(root + "/seen/s", "doc.md"), "");
}

}  // namespace
}  // namespace drill
