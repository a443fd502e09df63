#include "harness/seed/image_tree.h"

#include <sys/stat.h>

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/base/file.h"
#include "harness/seed/debian_tree.h"
#include "harness/seed/npm_tree.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Key;
using ::testing::SizeIs;

DebianImage Packages(const std::vector<std::string>& names) {
  DebianImage image;
  for (const std::string& name : names) image.add_packages(name);
  return image;
}

class PrepareImageTreesTest : public ::testing::Test {
 protected:
  void SetUp() override {
    directory_ = absl::StrCat(::testing::TempDir(), "/",
                              ::testing::UnitTest::GetInstance()->current_test_info()->name());
    ASSERT_THAT(RemoveAll(directory_), IsOk());
    ASSERT_THAT(MakeDirectories(directory_), IsOk());
    options_.cache_directory = directory_;
    options_.progress = [this](absl::string_view line) { said_.emplace_back(line); };
  }

  // Stands in for mmdebstrap: its last argument is the tarball.
  void UseProgram(const std::string& body) {
    const std::string script = directory_ + "/program";
    ASSERT_THAT(WriteFile(script, "#!/bin/bash\ntarget=${!#}\n" + body), IsOk());
    options_.program = {"bash", script};
  }

  void AddImage(const std::string& reference, const std::vector<std::string>& packages) {
    Image& image = *stack_.add_images();
    image.set_reference(reference);
    *image.mutable_debian() = Packages(packages);
  }

  std::string directory_;
  Stack stack_;
  ImageTreeOptions options_;
  std::vector<std::string> said_;
};

TEST_F(PrepareImageTreesTest, MakesEachTreeOnce) {
  AddImage("one:1", {"curl", "jq"});
  AddImage("two:1", {"jq", "curl"});
  stack_.add_images()->mutable_build()->set_context("app");
  UseProgram("echo \"$@\" > \"$target\"\n");
  auto trees = PrepareImageTrees(stack_, options_);
  ASSERT_THAT(trees, IsOkAndHolds(ElementsAre(Key("one:1"), Key("two:1"))));
  EXPECT_EQ(trees->at("one:1"), trees->at("two:1"));
  EXPECT_THAT(
      ReadFile(trees->at("one:1")),
      IsOkAndHolds(AllOf(HasSubstr("--include=curl,jq trixie"), HasSubstr("--variant=minbase"))));
  EXPECT_THAT(said_, SizeIs(1));

  UseProgram("exit 1\n");
  EXPECT_THAT(PrepareImageTrees(stack_, options_), IsOkAndHolds(SizeIs(2)));
}

TEST_F(PrepareImageTreesTest, AFailureNamesTheImageAndLeavesNoTree) {
  AddImage("broken:1", {"curl"});
  UseProgram("echo half > \"$target\"; echo no such package >&2; exit 25\n");
  EXPECT_THAT(PrepareImageTrees(stack_, options_),
              StatusIs(absl::StatusCode::kInternal, AllOf(HasSubstr("broken:1"), HasSubstr("25"),
                                                          HasSubstr("no such package"))));
  const std::string tarball =
      absl::StrCat(directory_, "/images/", *DebianTreeKey(Packages({"curl"})), ".tar");
  EXPECT_THAT(ReadFile(tarball), StatusIs(absl::StatusCode::kNotFound));
  EXPECT_THAT(ListFiles(directory_ + "/images"),
              IsOkAndHolds(ElementsAre(::testing::EndsWith(".tar.lock"))));
}

TEST_F(PrepareImageTreesTest, WhatAKilledHarnessLeftIsNotUsed) {
  AddImage("one:1", {"curl"});
  const std::string tarball =
      absl::StrCat(directory_, "/images/", *DebianTreeKey(Packages({"curl"})), ".tar");
  ASSERT_THAT(MakeDirectories(tarball + ".new"), IsOk());
  ASSERT_THAT(WriteFile(tarball + ".new/tree.tar", "half"), IsOk());
  UseProgram("test ! -e \"$target\" && echo whole > \"$target\"\n");
  ASSERT_THAT(PrepareImageTrees(stack_, options_), IsOk());
  EXPECT_THAT(ReadFile(tarball), IsOkAndHolds("whole\n"));
  EXPECT_THAT(ListFiles(tarball + ".new"), StatusIs(absl::StatusCode::kNotFound));
}

TEST_F(PrepareImageTreesTest, NpmPackagesAreFetchedOnce) {
  options_.stack_directory = directory_;
  ASSERT_THAT(MakeDirectories(directory_ + "/packages"), IsOk());
  ASSERT_THAT(WriteFile(directory_ + "/packages/package.json", "{}"), IsOk());
  ASSERT_THAT(WriteFile(directory_ + "/packages/package-lock.json", "{}"), IsOk());
  Image& image = *stack_.add_images();
  image.set_reference("packages:1");
  image.mutable_npm()->set_directory("packages");
  options_.npm_program = {"mkdir", "-p", "node_modules/pg", "--"};
  const auto trees = PrepareImageTrees(stack_, options_);
  ASSERT_THAT(trees, IsOkAndHolds(ElementsAre(Key("packages:1"))));
  EXPECT_EQ(trees->at("packages:1"),
            absl::StrCat(directory_, "/images/", *NpmTreeKey(directory_ + "/packages"), ".tar"));
  EXPECT_THAT(said_, ElementsAre("image packages:1: making the tree of its npm packages"));

  options_.npm_program = {"false"};
  EXPECT_THAT(PrepareImageTrees(stack_, options_), IsOkAndHolds(SizeIs(1)));
  ASSERT_THAT(WriteFile(directory_ + "/packages/package-lock.json", "{ }"), IsOk());
  EXPECT_THAT(PrepareImageTrees(stack_, options_),
              StatusIs(absl::StatusCode::kInternal, HasSubstr("image packages:1: npm ci")));
}

TEST_F(PrepareImageTreesTest, AStackWithoutDebianImagesNeedsNothing) {
  UseProgram("exit 1\n");
  EXPECT_THAT(PrepareImageTrees(stack_, options_), IsOkAndHolds(IsEmpty()));
}

}  // namespace
}  // namespace drill
