#include "harness/probe/unpacked_backup.h"

#include <filesystem>
#include <string>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/probe/restore_backup.h"
#include "harness/testing/local_host.h"
#include "harness/testing/parse_text.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

using ::testing::HasSubstr;

UnpackedBackup Files(const std::string& bounds) {
  return ParseText<UnpackedBackup>(
      absl::StrCat("command: \"tar -xf \\\"$BACKUP\\\"; echo files $(ls | wc -l)\" "
                   "facts { name: 'files' ",
                   bounds, " }"));
}

TEST(WhyFactsAreWrongTest, NumbersAreWithinTheirBounds) {
  EXPECT_EQ(WhyFactsAreWrong(Files("at_least: '3' at_most: '3'"), "files 3\n"), "");
  EXPECT_EQ(WhyFactsAreWrong(Files("at_least: '4'"), "files 3\n"),
            "files: 3, at least 4 are expected");
  EXPECT_EQ(WhyFactsAreWrong(Files("at_least: '1' at_most: '2'"), "files 3\n"),
            "files: 3, at least 1, at most 2 are expected");
}

TEST(WhyFactsAreWrongTest, WhatIsNotSaidIsNotThere) {
  EXPECT_EQ(WhyFactsAreWrong(Files("at_least: '1'"), "unpacked a file\n"),
            "it says nothing of files");
  EXPECT_EQ(WhyFactsAreWrong(Files("at_least: '1'"), "files many\n"), "files is no number: many");
}

class UnpackBackupTest : public ::testing::Test {
 protected:
  UnpackBackupTest() { context_.host = &host_; }

  std::string Why(const UnpackedBackup& unpack, const std::string& path) {
    BackupRestore how;
    *how.mutable_unpack() = unpack;
    const auto restored = RestoreBackup(context_, how, path, absl::Seconds(20));
    EXPECT_THAT(restored, IsOk());
    return restored.ok() ? WhyNotRestorable(context_, *restored) : "";
  }

  LocalHost host_ = LocalHost("/");
  ProbeContext context_;
};

TEST_F(UnpackBackupTest, IsUnpackedInADirectoryOfItsOwn) {
  const std::string archive = testing::TempDir() + "/unpacked.tar";
  ASSERT_EQ(std::system(absl::StrCat("cd ", testing::TempDir(), " && touch u1 u2 && tar -cf ",
                                     archive, " u1 u2")
                            .c_str()),
            0);
  EXPECT_EQ(Why(Files("at_least: '2' at_most: '2'"), archive), "");
  EXPECT_THAT(Why(Files("at_least: '3'"), archive), HasSubstr("files: 2, at least 3"));
}

TEST_F(UnpackBackupTest, ACommandThatFailsHasNotLoadedIt) {
  EXPECT_THAT(Why(Files("at_least: '0'"), "/no/such.tar"),
              testing::AllOf(HasSubstr("it does not load: "), HasSubstr("/no/such.tar")));
}

TEST_F(UnpackBackupTest, LeavesNothingBehind) {
  UnpackedBackup unpack;
  unpack.set_command("touch here; pwd >&2; false");
  const auto restored = UnpackBackup(context_, unpack, "/x", absl::Seconds(20));
  ASSERT_THAT(restored, IsOk());
  EXPECT_FALSE(restored->loaded);
  EXPECT_FALSE(std::filesystem::exists(restored->said)) << restored->said;
}

TEST_F(UnpackBackupTest, OneThatDoesNotEndIsNoWordOnTheBackup) {
  UnpackedBackup unpack;
  unpack.set_command("sleep 60");
  EXPECT_THAT(UnpackBackup(context_, unpack, "/x", absl::Milliseconds(200)),
              StatusIs(absl::StatusCode::kDeadlineExceeded, HasSubstr("/x was not unpacked")));
}

}  // namespace
}  // namespace drill
