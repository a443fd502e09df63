#include "harness/twin/changed_files.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/xattr.h>
#include <unistd.h>

#include <filesystem>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/base/file.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

namespace fs = std::filesystem;

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class ChangedFilesTest : public ::testing::Test {
 protected:
  // A machine with a few files, and a copy of it.
  void SetUp() override {
    root_ = fs::path(::testing::TempDir()) /
            ::testing::UnitTest::GetInstance()->current_test_info()->name();
    fs::remove_all(root_);
    Put("before", "etc/passwd", "root\n");
    Put("before", "srv/app/.env", "MODEL=small\n");
    Put("before", "srv/app/logs/deploy.log", "one\n");
    Put("before", "srv/uploads/a.png", "a");
    Put("before", "srv/uploads/b.png", "b");
    fs::create_symlink("app", root_ / "before/srv/current");
    fs::copy(root_ / "before", root_ / "after",
             fs::copy_options::recursive | fs::copy_options::copy_symlinks);
  }

  void Put(const std::string& side, const std::string& path, const std::string& content) {
    const fs::path file = root_ / side / path;
    fs::create_directories(file.parent_path());
    ASSERT_THAT(WriteFile(file.string(), content), IsOk());
  }

  fs::path After(const std::string& path) const { return root_ / "after" / path; }

  static Descriptor Open(const fs::path& directory) {
    return Descriptor(open(directory.c_str(), O_RDONLY | O_DIRECTORY));
  }

  std::vector<FileChange> Changes() {
    const auto compared = CompareFiles(Open(root_ / "before"), Open(root_ / "after"), options_);
    EXPECT_THAT(compared, IsOk());
    return compared.ok() ? compared->changes : std::vector<FileChange>();
  }

  // "/srv/a: mode 0644 > 0600", with what changed.
  std::vector<std::string> Lines() {
    std::vector<std::string> lines;
    for (const FileChange& change : Changes()) {
      std::string line = change.path();
      const auto add = [&line](const char* what, const std::string& was, const std::string& is) {
        if (was != is) absl::StrAppend(&line, ": ", what, " ", was, " > ", is);
      };
      add("kind", change.before().kind(), change.after().kind());
      if (change.before().kind() == change.after().kind()) {
        add("mode", change.before().mode(), change.after().mode());
        if (change.before().contents() != change.after().contents())
          absl::StrAppend(&line, change.grown() ? ": grown" : ": contents");
      }
      lines.push_back(line);
    }
    return lines;
  }

  fs::path root_;
  ChangedFilesOptions options_;
};

TEST_F(ChangedFilesTest, ACopyHasNoChanges) { EXPECT_THAT(Changes(), IsEmpty()); }

TEST_F(ChangedFilesTest, ATouchIsNoChange) {
  fs::last_write_time(After("srv/app/.env"), fs::file_time_type::clock::now());
  EXPECT_THAT(Changes(), IsEmpty());
}

TEST_F(ChangedFilesTest, ContentsOfTheSameLengthAreSeen) {
  Put("after", "srv/app/.env", "MODEL=large\n");
  EXPECT_THAT(Lines(), ElementsAre("/srv/app/.env: contents"));
}

TEST_F(ChangedFilesTest, ALogThatBecameLongerHasGrownAndOneThatWasWrittenAnewHasNot) {
  Put("after", "srv/app/logs/deploy.log", "one\ntwo\n");
  EXPECT_THAT(Lines(), ElementsAre("/srv/app/logs/deploy.log: grown"));
  Put("after", "srv/app/logs/deploy.log", "two\nthree\n");
  EXPECT_THAT(Lines(), ElementsAre("/srv/app/logs/deploy.log: contents"));
}

TEST_F(ChangedFilesTest, CommentsAreNoneOfTheStatementsOfAFileOfVariables) {
  Put("after", "srv/app/.env", "# changed on Tuesday\n\nMODEL=small");
  std::vector<FileChange> changes = Changes();
  ASSERT_THAT(changes, SizeIs(1));
  EXPECT_NE(changes[0].before().contents(), changes[0].after().contents());
  EXPECT_NE(changes[0].before().statements(), "");
  EXPECT_EQ(changes[0].before().statements(), changes[0].after().statements());
  for (const char* other : {"MODEL=large\n", "# MODEL=small\n", "MODEL='small'\n",
                            "MODEL=small\nMORE=1\n", "MODEL=small\r\n"}) {
    Put("after", "srv/app/.env", other);
    changes = Changes();
    ASSERT_THAT(changes, SizeIs(1));
    EXPECT_NE(changes[0].before().statements(), changes[0].after().statements()) << other;
  }
  Put("after", "srv/app/.env", "MODEL='small\n");
  changes = Changes();
  ASSERT_THAT(changes, SizeIs(1));
  EXPECT_EQ(changes[0].after().statements(), "");
}

TEST_F(ChangedFilesTest, FilesThatAreNotOfVariablesHaveNoStatements) {
  Put("after", "srv/app/logs/deploy.log", "A=1\n");
  const std::vector<FileChange> changes = Changes();
  ASSERT_THAT(changes, SizeIs(1));
  EXPECT_EQ(changes[0].after().statements(), "");
}

TEST_F(ChangedFilesTest, ALogThatWasPutAsideIsNotLost) {
  const auto grown = [&](const std::string& aside, const std::string& content) {
    fs::remove_all(root_ / "after/srv/app/logs");
    Put("after", "srv/app/logs/deploy.log", "");
    Put("after", "srv/app/logs/" + aside, content);
    for (const FileChange& change : Changes())
      if (change.path() == "/srv/app/logs/deploy.log") return change.grown();
    ADD_FAILURE() << "the log has not changed";
    return false;
  };
  EXPECT_TRUE(grown("deploy.log.1", "one\n"));
  EXPECT_TRUE(grown("deploy.log-20261101", "one\ntwo\n"));
  EXPECT_FALSE(grown("deploy.log.1", "two\n"));
  EXPECT_FALSE(grown("deploy.logs", "one\n"));
  EXPECT_FALSE(grown("other.log.1", "one\n"));
}

TEST_F(ChangedFilesTest, AModeIsSeenOfFilesAndDirectories) {
  fs::permissions(After("srv/app/.env"), fs::perms(0666));
  fs::permissions(After("srv/uploads"), fs::perms(0700));
  EXPECT_THAT(Lines(),
              ElementsAre("/srv/app/.env: mode 0644 > 0666", "/srv/uploads: mode 0755 > 0700"));
}

TEST_F(ChangedFilesTest, ACapabilityIsSeen) {
  // Revision 2 of the format, CAP_NET_RAW permitted and effective.
  constexpr unsigned char kNetRaw[20] = {0x01, 0, 0, 0x02, 0x00, 0x20};
  if (setxattr(After("srv/app/.env").c_str(), "security.capability", kNetRaw, sizeof(kNetRaw), 0) !=
      0)
    GTEST_SKIP() << "only root may give a file a capability, on a file system that keeps it";
  const std::vector<FileChange> changes = Changes();
  ASSERT_THAT(changes, SizeIs(1));
  EXPECT_THAT(changes[0].before().attributes(), IsEmpty());
  EXPECT_EQ(changes[0].after().attributes(), "security.capability");
}

TEST_F(ChangedFilesTest, WhatIsGoneAndWhatIsNewAreSeenWithAllThatIsInIt) {
  fs::remove_all(After("srv/uploads"));
  Put("after", "etc/cron.d/later", "* * * * * root rm -rf /srv\n");
  EXPECT_THAT(Lines(),
              ElementsAre("/etc/cron.d: kind  > directory", "/etc/cron.d/later: kind  > file",
                          "/srv/uploads: kind directory > ", "/srv/uploads/a.png: kind file > ",
                          "/srv/uploads/b.png: kind file > "));
}

TEST_F(ChangedFilesTest, ANewFileIsAmongItsLikeWhereOthersHadItsEnding) {
  const auto among = [&] {
    std::vector<std::string> paths;
    for (const FileChange& change : Changes())
      if (change.among_its_like()) paths.push_back(change.path());
    return paths;
  };
  Put("after", "srv/uploads/c.png", "c");
  Put("after", "srv/uploads/c.png.bak", "c");
  Put("after", "srv/uploads/c", "c");
  Put("after", "srv/uploads/more/d.png", "d");
  Put("after", "srv/uploads/a.png", "changed");
  EXPECT_THAT(among(), ElementsAre("/srv/uploads/c.png"));
  // The fault left it.
  options_.come_since = absl::Now() + absl::Seconds(1);
  EXPECT_THAT(among(), IsEmpty());
}

TEST_F(ChangedFilesTest, ALinkIsWhereItLeads) {
  fs::remove(After("srv/current"));
  fs::create_symlink("uploads", After("srv/current"));
  EXPECT_THAT(Lines(), ElementsAre("/srv/current: contents"));
}

TEST_F(ChangedFilesTest, ALinkThatLeadsOutIsNotFollowed) {
  fs::remove_all(After("srv/uploads"));
  fs::create_symlink("/", After("srv/uploads"));
  EXPECT_THAT(Lines(),
              ElementsAre("/srv/uploads: kind directory > link", "/srv/uploads/a.png: kind file > ",
                          "/srv/uploads/b.png: kind file > "));
}

TEST_F(ChangedFilesTest, AFileInPlaceOfADirectoryAndANamedPipeAreSeen) {
  fs::remove_all(After("srv/uploads"));
  Put("after", "srv/uploads", "no directory");
  fs::remove(After("etc/passwd"));
  ASSERT_EQ(mkfifo(After("etc/passwd").c_str(), 0644), 0);
  EXPECT_THAT(
      Lines(),
      ElementsAre("/etc/passwd: kind file > named pipe", "/srv/uploads: kind directory > file",
                  "/srv/uploads/a.png: kind file > ", "/srv/uploads/b.png: kind file > "));
}

TEST_F(ChangedFilesTest, OfADatabaseServersDirectoryTheSettingsAloneAreCompared) {
  Put("before", "srv/data/PG_VERSION", "17\n");
  Put("before", "srv/data/pg_hba.conf", "host all all all scram-sha-256\n");
  Put("after", "srv/data/PG_VERSION", "17\n");
  Put("after", "srv/data/pg_hba.conf", "host all all all trust\n");
  Put("after", "srv/data/base/1/1259", "rows");
  Put("after", "srv/data/standby.signal", "");
  EXPECT_THAT(Lines(), ElementsAre("/srv/data/pg_hba.conf: contents",
                                   "/srv/data/standby.signal: kind  > file"));
}

TEST_F(ChangedFilesTest, WhatIsLeftOutIsNotLookedAt) {
  fs::remove_all(After("srv/uploads"));
  options_.leave_out = [](const std::string& path) { return path == "/srv/uploads"; };
  EXPECT_THAT(Lines(), IsEmpty());
}

TEST_F(ChangedFilesTest, OfADirectoryThatIsNewEverythingIs) {
  const auto compared = CompareFiles(Descriptor(), Open(root_ / "after/srv/uploads"), options_);
  ASSERT_THAT(compared, IsOk());
  EXPECT_THAT(compared->changes, SizeIs(2));
  EXPECT_EQ(compared->compared, 2);
}

TEST_F(ChangedFilesTest, TooManyAreNoList) {
  options_.most = 1;
  fs::remove_all(After("srv/uploads"));
  const auto compared = CompareFiles(Open(root_ / "before"), Open(root_ / "after"), options_);
  EXPECT_TRUE(absl::IsResourceExhausted(compared.status())) << compared.status();
}

}  // namespace
}  // namespace drill
