#include "harness/seed/seed_key.h"

#include <sys/stat.h>

#include <filesystem>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/base/file.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

using ::testing::HasSubstr;
using ::testing::SizeIs;

class SeedKeyTest : public ::testing::Test {
 protected:
  void SetUp() override {
    directory_ = absl::StrCat(::testing::TempDir(), "/",
                              ::testing::UnitTest::GetInstance()->current_test_info()->name());
    ASSERT_THAT(RemoveAll(directory_), IsOk());
    Put("stack.textproto", "description: \"a stack\"\n");
    Put("ROLLBACK.md", "# Rollback\n");
    Put("host/opt/deploy.sh", "deploy");
    Put("images/app/Dockerfile", "FROM base:1\n");
    Image& base = *stack_.add_images();
    base.set_reference("base:1");
    base.mutable_debian()->add_packages("python3-minimal");
    Image& app = *stack_.add_images();
    app.set_reference("app:1");
    app.mutable_build()->set_context("images/app");
    key_ = Key();
  }

  void Put(const std::string& path, const std::string& content) {
    const std::string whole = directory_ + "/" + path;
    ASSERT_THAT(MakeDirectories(std::filesystem::path(whole).parent_path().string()), IsOk());
    ASSERT_THAT(WriteFile(whole, content), IsOk());
  }

  std::string Key() {
    const auto inputs = SeedInputs(stack_, directory_ + "/stack.textproto", rootfs_);
    EXPECT_THAT(inputs, IsOk());
    return inputs.ok() ? SeedKey(*inputs) : "";
  }

  std::string directory_;
  std::string rootfs_ = "packages of the machine";
  Stack stack_;
  std::string key_;
};

TEST_F(SeedKeyTest, IsTheSameForTheSameInputs) {
  EXPECT_THAT(key_, SizeIs(64));
  EXPECT_EQ(Key(), key_);
}

TEST_F(SeedKeyTest, ChangesWithTheStackFile) {
  Put("stack.textproto", "description: \"another\"\n");
  EXPECT_NE(Key(), key_);
}

TEST_F(SeedKeyTest, ChangesWithAFileOfTheHostTree) {
  Put("host/opt/deploy.sh", "deploy twice");
  EXPECT_NE(Key(), key_);
}

TEST_F(SeedKeyTest, ChangesWithANewFileOfTheHostTree) {
  Put("host/etc/motd", "");
  EXPECT_NE(Key(), key_);
}

TEST_F(SeedKeyTest, ChangesWhenAScriptBecomesExecutable) {
  ASSERT_EQ(chmod((directory_ + "/host/opt/deploy.sh").c_str(), 0755), 0);
  EXPECT_NE(Key(), key_);
}

TEST_F(SeedKeyTest, ChangesWithABuildContext) {
  Put("images/app/main.py", "print()");
  EXPECT_NE(Key(), key_);
}

TEST_F(SeedKeyTest, ChangesWithAnImagesPackages) {
  stack_.mutable_images(0)->mutable_debian()->add_packages("curl");
  EXPECT_NE(Key(), key_);
}

TEST_F(SeedKeyTest, ChangesWithAnArchive) {
  stack_.mutable_images(1)->set_archive("images/app.tar");
  Put("images/app.tar", "layers");
  const std::string before = Key();
  Put("images/app.tar", "other layers");
  EXPECT_NE(Key(), before);
}

TEST_F(SeedKeyTest, ChangesWithTheMachinesPackages) {
  rootfs_ = "other packages of the machine";
  EXPECT_NE(Key(), key_);
}

TEST_F(SeedKeyTest, DoesNotChangeWithTheRunbook) {
  Put("ROLLBACK.md", "# Another\n");
  EXPECT_EQ(Key(), key_);
}

TEST_F(SeedKeyTest, AMissingTreeIsNamed) {
  stack_.add_host_tree("machine");
  EXPECT_THAT(SeedInputs(stack_, directory_ + "/stack.textproto", rootfs_),
              StatusIs(absl::StatusCode::kNotFound, HasSubstr("machine")));
  stack_.clear_host_tree();
  stack_.mutable_images(1)->mutable_build()->set_context("images/nowhere");
  EXPECT_THAT(SeedInputs(stack_, directory_ + "/stack.textproto", rootfs_),
              StatusIs(absl::StatusCode::kNotFound, HasSubstr("images/nowhere")));
}

TEST_F(SeedKeyTest, ChangesWithTheBase) {
  stack_.set_base("base");
  Put("base/stack.textproto", "description: \"a base\"\n");
  const std::string before = Key();
  EXPECT_NE(before, key_);
  Put("base/stack.textproto", "description: \"another base\"\n");
  EXPECT_NE(Key(), before);
}

TEST_F(SeedKeyTest, ChangesWithEveryHostTree) {
  stack_.add_host_tree("host");
  stack_.add_host_tree("more");
  Put("more/etc/motd", "hello");
  const std::string before = Key();
  Put("more/etc/motd", "good bye");
  EXPECT_NE(Key(), before);
}

TEST_F(SeedKeyTest, AStackWithoutHostTreeNeedsNone) {
  ASSERT_THAT(RemoveAll(directory_ + "/host"), IsOk());
  EXPECT_NE(Key(), key_);
}

}  // namespace
}  // namespace drill
