#include "harness/probe/recovery_point.h"

#include <fcntl.h>
#include <sys/stat.h>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/base/file.h"
#include "harness/testing/local_host.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

class NewestBackupTest : public ::testing::Test {
 protected:
  NewestBackupTest() {
    EXPECT_THAT(RemoveAll(directory_), IsOk());
    EXPECT_THAT(MakeDirectories(directory_), IsOk());
  }
  void Backup(const std::string& name, const std::string& content, int64_t modified) {
    const std::string path = absl::StrCat(directory_, "/", name);
    ASSERT_THAT(WriteFile(path, content), IsOk());
    const timespec times[2] = {{modified, 0}, {modified, 500000000}};
    ASSERT_EQ(utimensat(AT_FDCWD, path.c_str(), times, 0), 0);
  }

  const std::string directory_ = absl::StrCat(::testing::TempDir(), "/back ups");
  LocalHost host_{"/"};
};

TEST_F(NewestBackupTest, IsTheOneWrittenLast) {
  Backup("db_1.sql", "old", 1000);
  Backup("db_3 x.sql", "newest", 3000);
  Backup("db_2.sql", "newer", 2000);
  Backup("env_9", "another kind", 9000);
  const auto backup = NewestBackup(&host_, absl::StrCat(directory_, "/db_*.sql"));
  ASSERT_THAT(backup, IsOk());
  EXPECT_EQ(backup->path, absl::StrCat(directory_, "/db_3 x.sql"));
  EXPECT_EQ(backup->bytes, 6);
  EXPECT_EQ(backup->modified, absl::FromUnixMillis(3000500));
}

TEST_F(NewestBackupTest, NoMatchIsNotFound) {
  Backup("env_9", "another kind", 9000);
  EXPECT_THAT(NewestBackup(&host_, absl::StrCat(directory_, "/db_*.sql")),
              StatusIs(absl::StatusCode::kNotFound));
}

TEST_F(NewestBackupTest, AGlobIsNotACommand) {
  const std::string witness = absl::StrCat(directory_, "/witness");
  EXPECT_THAT(NewestBackup(&host_, absl::StrCat("$(touch '", witness, "')")),
              StatusIs(absl::StatusCode::kNotFound));
  EXPECT_THAT(ReadFile(witness), StatusIs(absl::StatusCode::kNotFound));
}

}  // namespace
}  // namespace drill
