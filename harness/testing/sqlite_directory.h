// For tests: a directory with SQLite databases, and applications that have them open.
#ifndef HARNESS_TESTING_SQLITE_DIRECTORY_H_
#define HARNESS_TESTING_SQLITE_DIRECTORY_H_

#include <fcntl.h>
#include <sqlite3.h>

#include <string>

#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"
#include "harness/base/file.h"
#include "harness/database/sqlite.h"
#include "harness/testing/status_matchers.h"

namespace drill {

// Has a database open, and makes it where there is none.
class SqliteApplication {
 public:
  explicit SqliteApplication(const std::string& path) {
    EXPECT_EQ(sqlite3_open(path.c_str(), &database_), SQLITE_OK);
  }
  ~SqliteApplication() { sqlite3_close(database_); }
  SqliteApplication(const SqliteApplication&) = delete;
  SqliteApplication& operator=(const SqliteApplication&) = delete;

  void Run(const std::string& sql) {
    EXPECT_EQ(sqlite3_exec(database_, sql.c_str(), nullptr, nullptr, nullptr), SQLITE_OK)
        << sql << ": " << sqlite3_errmsg(database_);
  }

 private:
  sqlite3* database_ = nullptr;
};

class SqliteDirectory {
 public:
  // Empty, whatever an earlier test has left there.
  explicit SqliteDirectory(const std::string& name)
      : path_(absl::StrCat(testing::TempDir(), "/", name)) {
    EXPECT_THAT(RemoveAll(path_), IsOk());
    EXPECT_THAT(MakeDirectories(path_), IsOk());
  }

  const std::string& path() const { return path_; }
  std::string PathOf(const std::string& name) const { return absl::StrCat(path_, "/", name); }

  SqliteFile File(const std::string& name) const {
    return {Descriptor(open(path_.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC)), name,
            absl::StrCat("/app/data/", name)};
  }

  // A new database on which these statements were run.
  SqliteFile Made(const std::string& sql) {
    const std::string name = absl::StrCat("made-", ++made_, ".db");
    SqliteApplication(PathOf(name)).Run(sql);
    return File(name);
  }

 private:
  const std::string path_;
  int made_ = 0;
};

}  // namespace drill

#endif  // HARNESS_TESTING_SQLITE_DIRECTORY_H_
