#include "harness/twin/read_files.h"

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace drill {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class ReadFilesTest : public ::testing::Test {
 protected:
  void Mount(const std::string& source, bool writable) {
    engine_.containers.push_back(
        {{"Mounts", {{{"Type", "bind"}, {"Source", source}, {"RW", writable}}}}});
  }

  // Those of new files among their like that are marked.
  std::vector<std::string> Read(const std::vector<std::string>& paths) {
    portrait_.clear_files();
    for (const std::string& path : paths) {
      FileChange& change = *portrait_.add_files();
      change.set_path(path);
      change.set_among_its_like(true);
    }
    MarkReadFiles(engine_, stack_, &portrait_);
    std::vector<std::string> read;
    for (const FileChange& change : portrait_.files())
      if (change.is_read()) read.push_back(change.path());
    return read;
  }

  EngineAnswers engine_;
  Stack stack_;
  Portrait portrait_;
};

TEST_F(ReadFilesTest, WhereAContainerOnlyReads) {
  Mount("/srv/shop/conf.d", false);
  Mount("/srv/shop/uploads", true);
  EXPECT_THAT(Read({"/srv/shop/conf.d/late.conf", "/srv/shop/conf.d/more/a.conf",
                    "/srv/shop/uploads/b.conf", "/srv/shop/c.conf", "/srv/shop/conf.d.old/d.conf"}),
              ElementsAre("/srv/shop/conf.d/late.conf", "/srv/shop/conf.d/more/a.conf"));
}

TEST_F(ReadFilesTest, WhatAnImageIsBuiltFromButForItsTop) {
  portrait_.add_build_contexts("/srv/shop/api");
  EXPECT_THAT(Read({"/srv/shop/api/migrations/s49.py", "/srv/shop/api/old.py", "/srv/shop/x.py"}),
              ElementsAre("/srv/shop/api/migrations/s49.py"));
}

TEST_F(ReadFilesTest, NotWhatNoProgramReads) {
  Mount("/srv/shop/conf.d", false);
  EXPECT_THAT(
      Read({"/srv/shop/conf.d/notes.md", "/srv/shop/conf.d/a.log", "/srv/shop/conf.d/b.txt",
            "/srv/shop/conf.d/.git/objects/pack/c.idx", "/srv/shop/conf.d/__pycache__/d.pyc"}),
      IsEmpty());
}

TEST_F(ReadFilesTest, NotBackups) {
  Mount("/srv/storage", false);
  Backup* const backup = stack_.add_backups();
  backup->set_glob("/srv/storage/dumps/*/shop_*.sql");
  EXPECT_THAT(Read({"/srv/storage/dumps/today/mine.sql", "/srv/storage/rules/late.sql"}),
              ElementsAre("/srv/storage/rules/late.sql"));
}

TEST_F(ReadFilesTest, NotWhereTheMachineIsWatched) {
  for (const char* directory : {"/", "/etc", "/proc", "/var/log", "/var/log/nginx"})
    Mount(directory, false);
  EXPECT_THAT(Read({"/etc/late.conf", "/var/log/nginx/a.gz", "/srv/b.conf"}), IsEmpty());
}

TEST_F(ReadFilesTest, OnlyNewFilesOfTheMachineAmongTheirLike) {
  Mount("/srv/conf.d", false);
  FileChange* const changed = portrait_.add_files();
  changed->set_path("/srv/conf.d/a.conf");
  FileChange* const in_volume = portrait_.add_files();
  in_volume->set_path("/srv/conf.d/b.conf");
  in_volume->set_area("volume shop_data");
  in_volume->set_among_its_like(true);
  MarkReadFiles(engine_, stack_, &portrait_);
  EXPECT_FALSE(changed->is_read());
  EXPECT_FALSE(in_volume->is_read());
}

}  // namespace
}  // namespace drill
