#include "harness/host/root_path.h"

#include <filesystem>
#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/base/file.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

class ResolveInRootTest : public ::testing::Test {
 protected:
  void SetUp() override {
    ASSERT_THAT(RemoveAll(root_), IsOk());
    ASSERT_THAT(MakeDirectories(root_ + "/run"), IsOk());
    ASSERT_THAT(MakeDirectories(root_ + "/var"), IsOk());
    std::filesystem::create_symlink("/run", root_ + "/var/run");
    std::filesystem::create_symlink("../../../../run", root_ + "/var/up");
    std::filesystem::create_symlink("loop", root_ + "/loop");
  }
  const std::string root_ = ::testing::TempDir() + "/root_path_test";
};

TEST_F(ResolveInRootTest, FollowsLinksAsSeenInside) {
  EXPECT_EQ(ResolveInRoot(root_, "/var/run/docker.sock"), root_ + "/run/docker.sock");
  EXPECT_EQ(ResolveInRoot(root_, "/var/up/x"), root_ + "/run/x");
}

TEST_F(ResolveInRootTest, NeverLeavesTheRoot) {
  EXPECT_EQ(ResolveInRoot(root_, "/../../etc/passwd"), root_ + "/etc/passwd");
  EXPECT_EQ(ResolveInRoot(root_, "/var/run/../../.."), root_ + "/");
}

TEST_F(ResolveInRootTest, KeepsWhatDoesNotExist) {
  EXPECT_EQ(ResolveInRoot(root_, "/no/such/./thing"), root_ + "/no/such/thing");
}

TEST_F(ResolveInRootTest, EndsOnALoop) {
  EXPECT_THAT(ResolveInRoot(root_, "/loop/x"), ::testing::StartsWith(root_));
}

}  // namespace
}  // namespace drill
