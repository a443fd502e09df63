#include "harness/twin/acting_file.h"

#include "gtest/gtest.h"

namespace drill {
namespace {

TEST(ActingFileTest, TheMachineOrALoginReadsIt) {
  for (const char* path :
       {"/etc/cron.d/purge", "/var/spool/cron/atjobs/a0001", "/etc/systemd/system/x.service",
        "/etc/tmpfiles.d/purge.conf", "/etc/logrotate.d/app", "/etc/udev/rules.d/9.rules",
        "/etc/nologin", "/usr/local/bin/docker", "/root/.ssh/authorized_keys", "/home/ops/.zshrc",
        "/home/ops/.local/bin/psql"})
    EXPECT_TRUE(ActsByItself(path, {})) << path;
  for (const char* path : {"/home/ops/notes.txt", "/tmp/dump.sql", "/etc/motd.old", "/srv/x.lock"})
    EXPECT_FALSE(ActsByItself(path, {})) << path;
}

TEST(ActingFileTest, ComposeReadsItBesideItsFile) {
  EXPECT_TRUE(ActsByItself("/srv/shop/docker-compose.override.yml", {}));
  EXPECT_TRUE(ActsByItself("/srv/shop/.env", {}));
  // It would be taken in place of docker-compose.yml.
  EXPECT_TRUE(ActsByItself("/srv/shop/compose.yaml", {"/srv/shop"}));
  EXPECT_FALSE(ActsByItself("/tmp/copy/compose.yaml", {"/srv/shop"}));
  EXPECT_FALSE(ActsByItself("/srv/shop/old-compose.yaml", {"/srv/shop"}));
}

TEST(ActingFileTest, GitRunsItOrStopsAtIt) {
  EXPECT_TRUE(ActsByItself("/srv/shop/.git/hooks/post-merge", {}));
  EXPECT_FALSE(ActsByItself("/srv/shop/.git/hooks/post-merge.sample", {}));
  EXPECT_TRUE(ActsByItself("/srv/shop/.git/index.lock", {}));
  EXPECT_TRUE(ActsByItself("/srv/shop/.git/refs/heads/main.lock", {}));
  EXPECT_FALSE(ActsByItself("/srv/shop/.git/objects/ab/cdef", {}));
}

TEST(ActingFileTest, AServerReadsItWhereItsDataLies) {
  EXPECT_TRUE(SteersAServer("/standby.signal"));
  EXPECT_TRUE(SteersAServer("/srv/data/recovery.signal"));
  EXPECT_FALSE(SteersAServer("/srv/data/recovery.signal.old"));
}

TEST(ActingFileTest, AProgramMayMakeWhoeverStartsItAnother) {
  FileState file;
  file.set_kind("file");
  for (const char* mode : {"4755", "2755", "6755"}) {
    file.set_mode(mode);
    EXPECT_TRUE(RunsAsItsOwner(file)) << mode;
  }
  for (const char* mode : {"0755", "1644", ""}) {
    file.set_mode(mode);
    EXPECT_FALSE(RunsAsItsOwner(file)) << mode;
  }
  file.set_kind("directory");
  file.set_mode("2775");
  EXPECT_FALSE(RunsAsItsOwner(file));
}

}  // namespace
}  // namespace drill
