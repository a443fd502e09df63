#include "harness/host/host_file.h"

#include <sys/stat.h>
#include <unistd.h>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/base/file.h"
#include "harness/testing/local_host.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

class ReadHostFileTest : public ::testing::Test {
 protected:
  ReadHostFileTest() {
    EXPECT_THAT(RemoveAll(root_), IsOk());
    EXPECT_THAT(MakeDirectories(absl::StrCat(root_, "/etc")), IsOk());
    EXPECT_THAT(WriteFile(absl::StrCat(root_, "/etc/motd"), "the host's"), IsOk());
  }
  void Link(const std::string& target, const std::string& path) {
    ASSERT_EQ(symlink(target.c_str(), absl::StrCat(root_, path).c_str()), 0);
  }

  const std::string root_ = absl::StrCat(::testing::TempDir(), "/root");
  LocalHost host_{root_};
};

TEST_F(ReadHostFileTest, ReadsAFile) {
  const auto file = ReadHostFile(host_, "/etc/motd");
  ASSERT_THAT(file, IsOk());
  EXPECT_EQ(file->content, "the host's");
  EXPECT_FALSE(file->directory);
}

TEST_F(ReadHostFileTest, KnowsADirectory) {
  const auto file = ReadHostFile(host_, "/etc");
  ASSERT_THAT(file, IsOk());
  EXPECT_TRUE(file->directory);
}

TEST_F(ReadHostFileTest, LinksMeanWhatTheyMeanOnTheHost) {
  Link("/etc/motd", "/absolute");
  Link("../../../../../../../../etc/motd", "/climbing");
  for (const char* path : {"/absolute", "/climbing"}) {
    const auto file = ReadHostFile(host_, path);
    ASSERT_THAT(file, IsOk()) << path;
    EXPECT_EQ(file->content, "the host's") << path;
  }
}

TEST_F(ReadHostFileTest, NothingThereIsNotFound) {
  Link("/nowhere", "/dangling");
  for (const char* path : {"/missing", "/etc/motd/below", "/dangling"}) {
    EXPECT_THAT(ReadHostFile(host_, path), StatusIs(absl::StatusCode::kNotFound)) << path;
  }
}

TEST_F(ReadHostFileTest, APipeDoesNotHoldUs) {
  ASSERT_EQ(mkfifo(absl::StrCat(root_, "/pipe").c_str(), 0600), 0);
  EXPECT_THAT(ReadHostFile(host_, "/pipe"), IsOk());
}

TEST_F(ReadHostFileTest, AHostWithoutFilesIsTheHarnesssFault) {
  EXPECT_THAT(ReadHostFile(LocalHost("/nonexistent"), "/etc/motd"),
              StatusIs(absl::StatusCode::kInternal));
}

}  // namespace
}  // namespace drill
