#include "harness/seed/lay_tree.h"

#include <sys/stat.h>
#include <unistd.h>

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
using ::testing::Not;
namespace fs = std::filesystem;

mode_t Mode(const std::string& path) {
  struct stat info = {};
  EXPECT_EQ(lstat(path.c_str(), &info), 0) << path;
  return info.st_mode & 07777;
}

uid_t OwnerOf(const std::string& path) {
  struct stat info = {};
  EXPECT_EQ(lstat(path.c_str(), &info), 0) << path;
  return info.st_uid;
}

class LayTreeTest : public ::testing::Test {
 protected:
  void SetUp() override {
    const std::string root = absl::StrCat(
        ::testing::TempDir(), "/", ::testing::UnitTest::GetInstance()->current_test_info()->name());
    ASSERT_THAT(RemoveAll(root), IsOk());
    source_ = root + "/source";
    machine_ = root + "/machine";
    outside_ = root + "/outside";
    for (const std::string& path : {source_, machine_, outside_})
      ASSERT_THAT(MakeDirectories(path), IsOk());
  }

  void Put(const std::string& path, const std::string& content, mode_t mode = 0644) {
    ASSERT_THAT(MakeDirectories(fs::path(path).parent_path().string()), IsOk());
    ASSERT_THAT(WriteFile(path, content), IsOk());
    ASSERT_EQ(chmod(path.c_str(), mode), 0);
  }

  std::string source_, machine_, outside_;
};

TEST_F(LayTreeTest, KeepsExecutableBitsAndLinksAndReplacesFiles) {
  Put(source_ + "/opt/run.sh", "new", 0700);
  Put(source_ + "/opt/data", "data", 0600);
  fs::create_symlink("run.sh", source_ + "/opt/link");
  fs::create_directory(source_ + "/opt/empty");
  Put(machine_ + "/opt/run.sh", "old");
  Put(machine_ + "/opt/other", "other");
  ASSERT_THAT(LayTree(source_, machine_, "/"), IsOk());
  EXPECT_THAT(ReadFile(machine_ + "/opt/run.sh"), IsOkAndHolds("new"));
  EXPECT_THAT(ReadFile(machine_ + "/opt/other"), IsOkAndHolds("other"));
  EXPECT_EQ(Mode(machine_ + "/opt/run.sh"), 0755u);
  EXPECT_EQ(Mode(machine_ + "/opt/data"), 0644u);
  EXPECT_EQ(fs::read_symlink(machine_ + "/opt/link"), "run.sh");
  EXPECT_TRUE(fs::is_directory(machine_ + "/opt/empty"));
}

TEST_F(LayTreeTest, MakesTheDestination) {
  Put(source_ + "/versions/s49.py", "revision");
  ASSERT_THAT(LayTree(source_, machine_, "/home/najia//aria/"), IsOk());
  EXPECT_THAT(ReadFile(machine_ + "/home/najia/aria/versions/s49.py"), IsOkAndHolds("revision"));
}

TEST_F(LayTreeTest, NothingOutsideTheMachineIsWritten) {
  fs::create_directory(machine_ + "/usr");
  fs::create_directory(machine_ + "/run");
  fs::create_symlink("usr", machine_ + "/bin");
  fs::create_directory_symlink("/run", machine_ + "/var");
  fs::create_symlink("../../../../../../../../.." + outside_, machine_ + "/up");
  Put(outside_ + "/kept", "kept");
  fs::create_symlink(outside_ + "/kept", machine_ + "/file");
  Put(source_ + "/bin/tool", "tool");
  Put(source_ + "/var/state", "state");
  Put(source_ + "/file", "file");
  ASSERT_THAT(LayTree(source_, machine_, "/"), IsOk());
  EXPECT_THAT(ReadFile(machine_ + "/usr/tool"), IsOkAndHolds("tool"));
  EXPECT_THAT(ReadFile(machine_ + "/run/state"), IsOkAndHolds("state"));
  EXPECT_TRUE(fs::is_symlink(machine_ + "/bin"));
  EXPECT_THAT(ReadFile(outside_ + "/kept"), IsOkAndHolds("kept"));
  // A dangling link is no directory, and is not followed into one.
  Put(source_ + "/up/escaped", "escaped");
  EXPECT_THAT(LayTree(source_, machine_, "/"), Not(IsOk()));
  EXPECT_FALSE(fs::exists(outside_ + "/escaped"));
}

TEST_F(LayTreeTest, AHomeBelongsToItsUser) {
  if (geteuid() != 0) GTEST_SKIP() << "only root can give files away";
  Put(machine_ + "/etc/passwd", "root:x:0:0::/root:/bin/sh\nann:x:1234:1234::/home/ann:/bin/sh\n");
  Put(source_ + "/home/ann/notes/one", "1");
  Put(source_ + "/home/anna/two", "2");
  ASSERT_THAT(LayTree(source_, machine_, "/"), IsOk());
  EXPECT_EQ(OwnerOf(machine_ + "/home/ann"), 1234u);
  EXPECT_EQ(OwnerOf(machine_ + "/home/ann/notes/one"), 1234u);
  EXPECT_EQ(OwnerOf(machine_ + "/home/anna/two"), 0u);
}

TEST_F(LayTreeTest, AMissingSourceIsNamed) {
  EXPECT_THAT(LayTree(source_ + "/nowhere", machine_, "/"),
              StatusIs(absl::StatusCode::kNotFound, HasSubstr("nowhere")));
}

}  // namespace
}  // namespace drill
