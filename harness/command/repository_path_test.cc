#include "harness/command/repository_path.h"

#include <cstdlib>
#include <filesystem>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/base/file.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

using ::testing::ElementsAre;

class RepositoryPathTest : public ::testing::Test {
 protected:
  void SetUp() override {
    const std::string name = ::testing::UnitTest::GetInstance()->current_test_info()->name();
    root_ = absl::StrCat(::testing::TempDir(), "/", name);
    ASSERT_THAT(RemoveAll(root_), IsOk());
    ASSERT_THAT(MakeDirectories(root_ + "/work/docs"), IsOk());
    ASSERT_THAT(WriteFile(root_ + "/work/docs/ROLLBACK.md", "# Shop\n"), IsOk());
  }
  std::string Runbook() const { return root_ + "/work/docs/ROLLBACK.md"; }

  std::string root_;
};

TEST_F(RepositoryPathTest, IsRelativeToTheCheckout) {
  EXPECT_EQ(RepositoryPath(Runbook(), {root_ + "/work"}), "docs/ROLLBACK.md");
  EXPECT_EQ(RepositoryPath(Runbook(), {"", root_ + "/other", root_ + "/work/"}),
            "docs/ROLLBACK.md");
}

TEST_F(RepositoryPathTest, ADirectoryOfASimilarNameIsAnother) {
  ASSERT_THAT(MakeDirectories(root_ + "/work/.git"), IsOk());
  EXPECT_EQ(RepositoryPath(Runbook(), {root_ + "/work/doc"}), "docs/ROLLBACK.md");
  EXPECT_EQ(RepositoryPath(Runbook(), {root_ + "/work/docs"}), "ROLLBACK.md");
}

TEST_F(RepositoryPathTest, WithoutACheckoutTheGitDirectoryTells) {
  ASSERT_THAT(WriteFile(root_ + "/work/.git", "gitdir: elsewhere\n"), IsOk());
  EXPECT_EQ(RepositoryPath(Runbook(), {}), "docs/ROLLBACK.md");
  EXPECT_EQ(RepositoryPath(root_ + "/work/docs/../docs/gone.md", {}), "docs/gone.md");
}

TEST_F(RepositoryPathTest, FollowsLinksOfDirectories) {
  std::filesystem::create_directory_symlink(root_ + "/work", root_ + "/link");
  EXPECT_EQ(RepositoryPath(root_ + "/link/docs/ROLLBACK.md", {root_ + "/work"}),
            "docs/ROLLBACK.md");
}

TEST_F(RepositoryPathTest, OutsideOfARepositoryItIsAsItWasNamed) {
  EXPECT_EQ(RepositoryPath("/no-such-place/ROLLBACK.md", {root_}), "/no-such-place/ROLLBACK.md");
  EXPECT_EQ(RepositoryPath("", {root_}), "");
}

TEST(CheckoutRootsTest, AreWhatTheCiSystemSays) {
  setenv("GITHUB_WORKSPACE", "/one", 1);
  setenv("CI_PROJECT_DIR", "/two", 1);
  EXPECT_THAT(CheckoutRoots(), ElementsAre("/one", "/two"));
  unsetenv("GITHUB_WORKSPACE");
  unsetenv("CI_PROJECT_DIR");
  EXPECT_THAT(CheckoutRoots(), ElementsAre());
}

}  // namespace
}  // namespace drill
