#include "harness/host/root_directory.h"

#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <memory>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/base/file.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

namespace fs = std::filesystem;

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

class RootDirectoryTest : public ::testing::Test {
 protected:
  void SetUp() override {
    ASSERT_THAT(RemoveAll(base_), IsOk());
    ASSERT_THAT(MakeDirectories(absl::StrCat(base_, "/root/run")), IsOk());
    ASSERT_THAT(MakeDirectories(absl::StrCat(base_, "/root/etc")), IsOk());
    ASSERT_THAT(WriteFile(absl::StrCat(base_, "/outside"), "outside"), IsOk());
    Link("/run", "/link");
    Link("../../../../run", "/up");
    Link("/proc/self/root", "/proc-root");
    Link(absl::StrCat(base_, "/outside"), "/etc/outside");
    Link("loop", "/loop");
    auto root = RootDirectory::Open(absl::StrCat(base_, "/root"));
    ASSERT_THAT(root, IsOk());
    root_ = std::make_unique<RootDirectory>(*std::move(root));
  }
  void Link(const std::string& target, const std::string& path) {
    fs::create_symlink(target, absl::StrCat(base_, "/root", path));
  }
  std::string Content(const std::string& path) {
    return ReadFile(absl::StrCat(base_, path)).value_or("(none)");
  }

  const std::string base_ = absl::StrCat(::testing::TempDir(), "/root_directory_test");
  std::unique_ptr<RootDirectory> root_;
};

TEST_F(RootDirectoryTest, FollowsLinksAsSeenInside) {
  EXPECT_THAT(root_->Write("/link/file", "text"), IsOk());
  EXPECT_EQ(Content("/root/run/file"), "text");
  EXPECT_THAT(root_->Read("/up/file"), IsOkAndHolds("text"));
  EXPECT_THAT(root_->Read("/../../run/file"), IsOkAndHolds("text"));
}

TEST_F(RootDirectoryTest, NeverLeavesTheRoot) {
  EXPECT_THAT(root_->Read("/etc/outside"), StatusIs(absl::StatusCode::kNotFound));
  EXPECT_THAT(root_->Write("/etc/outside", "changed"), Not(IsOk()));
  EXPECT_THAT(root_->Read(absl::StrCat("/proc-root", base_, "/outside")), Not(IsOk()));
  EXPECT_THAT(root_->MakeDirectories("/../../new"), IsOk());
  EXPECT_THAT(root_->Remove("/../outside"), IsOk());
  EXPECT_TRUE(fs::is_directory(absl::StrCat(base_, "/root/new")));
  EXPECT_EQ(Content("/outside"), "outside");
}

TEST_F(RootDirectoryTest, EndsOnALoop) {
  EXPECT_THAT(root_->Read("/loop/x"), StatusIs(absl::StatusCode::kNotFound, HasSubstr("/loop/x")));
}

TEST_F(RootDirectoryTest, AFileThatExistsIsWrittenInPlace) {
  ASSERT_THAT(root_->Write("/etc/app.env", "A=1", 0600), IsOk());
  struct stat before, after;
  ASSERT_EQ(stat(absl::StrCat(base_, "/root/etc/app.env").c_str(), &before), 0);
  ASSERT_THAT(root_->Write("/etc/app.env", ""), IsOk());
  ASSERT_THAT(root_->Write("/etc/app.env", "B"), IsOk());
  ASSERT_EQ(stat(absl::StrCat(base_, "/root/etc/app.env").c_str(), &after), 0);
  EXPECT_EQ(Content("/root/etc/app.env"), "B");
  EXPECT_EQ(before.st_ino, after.st_ino);
  EXPECT_EQ(after.st_mode & 0777, 0600);
}

TEST_F(RootDirectoryTest, RemovesLinksAndTreesButNotWhatLinksName) {
  ASSERT_THAT(root_->Write("/run/file", "x"), IsOk());
  EXPECT_THAT(root_->Remove("/link"), IsOk());
  EXPECT_EQ(Content("/root/run/file"), "x");
  EXPECT_THAT(root_->Remove("/run"), IsOk());
  EXPECT_FALSE(fs::exists(absl::StrCat(base_, "/root/run")));
  EXPECT_THAT(root_->Remove("/no/such/thing"), IsOk());
}

TEST_F(RootDirectoryTest, CopiesATreeThroughTheMachinesOwnLinks) {
  const std::string source = absl::StrCat(base_, "/source");
  ASSERT_THAT(MakeDirectories(source + "/below"), IsOk());
  ASSERT_THAT(WriteFile(source + "/below/script", "#!"), IsOk());
  ASSERT_THAT(WriteFile(source + "/outside", "copied"), IsOk());
  fs::permissions(source + "/below/script", fs::perms::owner_all);
  ASSERT_THAT(root_->CopyInto(source, "/link/to"), IsOk());
  EXPECT_THAT(ListFiles(absl::StrCat(base_, "/root/run")),
              IsOkAndHolds(ElementsAre("to/below/script", "to/outside")));
  struct stat info;
  ASSERT_EQ(stat(absl::StrCat(base_, "/root/run/to/below/script").c_str(), &info), 0);
  EXPECT_EQ(info.st_mode & 0777, 0700);
  // A link of that name is on the machine, and leads out of it.
  EXPECT_THAT(root_->CopyInto(source + "/outside", "/etc"), Not(IsOk()));
  EXPECT_EQ(Content("/outside"), "outside");
}

// As on a machine with users of its own, whose root is another user outside.
TEST_F(RootDirectoryTest, WhatIsMadeBelongsToTheOwnerOfTheRoot) {
  if (geteuid() != 0) GTEST_SKIP() << "needs root";
  constexpr uid_t kOwner = 100000;
  ASSERT_EQ(chown(absl::StrCat(base_, "/root").c_str(), kOwner, kOwner), 0);
  // Another one's, and closed to all others.
  ASSERT_EQ(chmod(absl::StrCat(base_, "/root/etc").c_str(), 0700), 0);
  ASSERT_THAT(root_->MakeDirectories("/etc/app/conf"), IsOk());
  ASSERT_THAT(root_->Write("/etc/app/conf/file", "x"), IsOk());
  for (const char* made : {"/root/etc/app", "/root/etc/app/conf", "/root/etc/app/conf/file"}) {
    struct stat info;
    ASSERT_EQ(stat(absl::StrCat(base_, made).c_str(), &info), 0);
    EXPECT_EQ(info.st_uid, kOwner) << made;
    EXPECT_EQ(info.st_gid, kOwner) << made;
  }
  ASSERT_THAT(WriteFile(absl::StrCat(base_, "/mine"), ""), IsOk());
  struct stat mine;
  ASSERT_EQ(stat(absl::StrCat(base_, "/mine").c_str(), &mine), 0);
  EXPECT_EQ(mine.st_uid, 0) << "the thread went on acting as another";
}

TEST_F(RootDirectoryTest, APipeDoesNotHoldUs) {
  ASSERT_EQ(mkfifo(absl::StrCat(base_, "/root/pipe").c_str(), 0600), 0);
  EXPECT_THAT(root_->Read("/pipe"), IsOkAndHolds(""));
}

// A directory that is moved away, or put into another's place, is another's.
TEST_F(RootDirectoryTest, MeansTheDirectoryThatItWasOpenedFor) {
  ASSERT_THAT(root_->Write("/run/file", "mine"), IsOk());
  fs::rename(absl::StrCat(base_, "/root"), absl::StrCat(base_, "/moved"));
  ASSERT_THAT(MakeDirectories(absl::StrCat(base_, "/root/run")), IsOk());
  ASSERT_THAT(WriteFile(absl::StrCat(base_, "/root/run/file"), "a stranger's"), IsOk());
  EXPECT_THAT(root_->Read("/run/file"), IsOkAndHolds("mine"));
  auto copy = root_->Duplicate();
  ASSERT_THAT(copy, IsOk());
  root_.reset();
  EXPECT_THAT(copy->Read("/run/file"), IsOkAndHolds("mine"));
}

}  // namespace
}  // namespace drill
