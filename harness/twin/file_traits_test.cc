#include "harness/twin/file_traits.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/twin/compare_portraits.h"

namespace drill {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

FileState File(const std::string& contents, const std::string& mode = "0644") {
  FileState state;
  if (contents.empty()) return state;
  state.set_kind("file");
  state.set_mode(mode);
  state.set_owner("0:0");
  state.set_contents(contents);
  return state;
}

// Three healthy machines, and one that was found.
class FileTraitsTest : public ::testing::Test {
 protected:
  FileChange& Change(Portrait& portrait, const std::string& path, const std::string& before,
                     const std::string& after, const std::string& area = "") {
    FileChange& change = *portrait.add_files();
    change.set_area(area);
    change.set_path(path);
    *change.mutable_before() = File(before);
    *change.mutable_after() = File(after);
    return change;
  }

  std::vector<std::string> Findings() const { return Texts(Compare().findings); }
  std::vector<std::string> Told() const { return Texts(Compare().told); }

  TwinComparison Compare() const { return ComparePortraits(healthy_, found_, {}); }
  static std::vector<std::string> Texts(const std::vector<TwinDifference>& differences) {
    std::vector<std::string> texts;
    for (const TwinDifference& one : differences) texts.push_back(ToText(one));
    return texts;
  }

  std::vector<Portrait> healthy_ = std::vector<Portrait>(3);
  Portrait found_;
};

TEST_F(FileTraitsTest, WhatNoHealthyMachineChangedIsAFinding) {
  Change(found_, "/srv/.env", "a1", "b2");
  EXPECT_THAT(Findings(), ElementsAre("file /srv/.env: contents is b2, was a1"));
}

TEST_F(FileTraitsTest, OfAFileOfVariablesTheStatementsAreCompared) {
  FileChange& change = Change(found_, "/srv/.env", "a1", "b2");
  change.mutable_before()->set_statements("s1");
  change.mutable_after()->set_statements("s1");
  EXPECT_THAT(Findings(), IsEmpty());
  EXPECT_THAT(Told(), ElementsAre("file /srv/.env: with comments is b2, was a1"));
  change.mutable_after()->set_statements("s2");
  EXPECT_THAT(Findings(), ElementsAre("file /srv/.env: contents is s2, was s1"));
  // Compose cannot read it any more.
  change.mutable_after()->clear_statements();
  EXPECT_THAT(Findings(), ElementsAre("file /srv/.env: contents is b2, was s1"));
}

TEST_F(FileTraitsTest, AFileThatIsGoneIsAFinding) {
  Change(found_, "/a.png", "a1", "", "volume shop_uploads");
  EXPECT_THAT(Findings(), ElementsAre("volume shop_uploads: /a.png is missing"));
}

TEST_F(FileTraitsTest, AModeIsAFinding) {
  Change(found_, "/srv/deploy.sh", "a1", "a1").mutable_after()->set_mode("0600");
  EXPECT_THAT(Findings(), ElementsAre("file /srv/deploy.sh: mode is 0600, was 0644"));
}

TEST_F(FileTraitsTest, WhatEveryHealthyMachineChangedMustBeChangedHereToo) {
  for (Portrait& portrait : healthy_) Change(portrait, "/srv/state", "a1", "b2");
  EXPECT_THAT(Findings(), ElementsAre("file /srv/state: contents is a1, was b2"));
}

TEST_F(FileTraitsTest, WhatDiffersBetweenHealthyMachinesIsNoise) {
  Change(healthy_[1], "/var/cache/x", "a1", "b2");
  Change(found_, "/var/cache/x", "a1", "c3");
  EXPECT_THAT(Findings(), IsEmpty());
  EXPECT_THAT(Told(), IsEmpty());
}

TEST_F(FileTraitsTest, ANewFileOnlyLiesAboutUnlessTheMachineReadsItByItself) {
  Change(found_, "/home/ops/notes.txt", "", "a1");
  Change(found_, "/etc/cron.d/purge", "", "a1");
  Change(found_, "/home/ops/.ssh/authorized_keys", "", "a1");
  Change(found_, "/srv/shop/docker-compose.override.yml", "", "a1");
  EXPECT_THAT(Findings(), ElementsAre("file /etc/cron.d/purge is new",
                                      "file /home/ops/.ssh/authorized_keys is new",
                                      "file /srv/shop/docker-compose.override.yml is new"));
  EXPECT_THAT(Told(), ElementsAre("file /home/ops/notes.txt is new"));
}

TEST_F(FileTraitsTest, ANewFileThatSteersAServerOrRunsAsItsOwnerIsAFinding) {
  Change(found_, "/standby.signal", "", "a1", "volume shop_data");
  Change(found_, "/srv/tool", "", "a1").mutable_after()->set_mode("4755");
  Change(found_, "/srv/other", "", "a1").mutable_after()->set_mode("0755");
  EXPECT_THAT(Findings(),
              ElementsAre("file /srv/tool is new", "volume shop_data: /standby.signal is new"));
}

TEST_F(FileTraitsTest, ANewFileThatAProgramTakesWithItsLikeIsAFinding) {
  Change(found_, "/srv/conf.d/late.conf", "", "a1").set_is_read(true);
  Change(found_, "/srv/other.conf", "", "a1").set_among_its_like(true);
  EXPECT_THAT(Findings(), ElementsAre("file /srv/conf.d/late.conf is new"));
  EXPECT_THAT(Told(), ElementsAre("file /srv/other.conf is new"));
}

TEST_F(FileTraitsTest, ANewComposeFileBesideTheOneThatIsUsedIsAFinding) {
  for (Portrait& portrait : healthy_) portrait.add_compose_files("/srv/shop/docker-compose.yml");
  found_.add_compose_files("/srv/shop/docker-compose.yml");
  Change(found_, "/srv/shop/compose.yaml", "", "a1");
  Change(found_, "/tmp/copy/compose.yaml", "", "a1");
  EXPECT_THAT(Findings(), ElementsAre("file /srv/shop/compose.yaml is new"));
}

TEST_F(FileTraitsTest, WhatIsMeantToGoAtAnyTimeIsTold) {
  Change(found_, "/tmp/session", "a1", "");
  Change(found_, "/var/cache/apt/pkgcache.bin", "a1", "");
  Change(found_, "/root/.cache/tool/index", "a1", "b2");
  EXPECT_THAT(Findings(), IsEmpty());
  EXPECT_THAT(Told(), ElementsAre("file /root/.cache/tool/index: contents is b2, was a1",
                                  "file /tmp/session is missing",
                                  "file /var/cache/apt/pkgcache.bin is missing"));
  Change(found_, "/tmp/shell", "", "a1").mutable_after()->set_mode("4755");
  Change(found_, "/tmp/b.png", "a1", "", "volume shop_uploads");
  Change(found_, "/var/caches/x", "a1", "");
  EXPECT_THAT(Findings(), ElementsAre("file /tmp/shell is new", "file /var/caches/x is missing",
                                      "volume shop_uploads: /tmp/b.png is missing"));
}

TEST_F(FileTraitsTest, AnAttributeIsAFinding) {
  Change(found_, "/srv/deploy.sh", "a1", "a1")
      .mutable_after()
      ->set_attributes("system.posix_acl_access");
  EXPECT_THAT(
      Findings(),
      ElementsAre("file /srv/deploy.sh: attributes is system.posix_acl_access, was not set"));
}

TEST_F(FileTraitsTest, ALogMayGrowAndNothingElse) {
  Change(found_, "/var/log/app.log", "a1", "b2").set_grown(true);
  Change(found_, "/etc/crontab", "a1", "b2").set_grown(true);
  EXPECT_THAT(Findings(), ElementsAre("file /etc/crontab: contents is b2, was a1"));
  EXPECT_THAT(Told(), ElementsAre("file /var/log/app.log: contents is b2, was a1"));
}

// Prometheus, started again on a seed that is some hours old, goes on in a new segment of its log.
TEST_F(FileTraitsTest, ASegmentThatAServiceHasLeftBehindIsTold) {
  constexpr char kStore[] = "volume shop_metrics";
  for (Portrait& portrait : healthy_) Change(portrait, "/lock", "a1", "b2", kStore);
  Change(found_, "/lock", "a1", "b2", kStore);
  Change(found_, "/wal/00000000", "a1", "", kStore);
  EXPECT_THAT(Findings(), ElementsAre("volume shop_metrics: /wal/00000000 is missing"));
  Change(found_, "/wal/00000002", "", "c3", kStore);
  EXPECT_THAT(Findings(), IsEmpty());
  EXPECT_THAT(Told(), ::testing::Contains("volume shop_metrics: /wal/00000000 is missing"));
  // One that the healthy machines began after the seed, and this one has begun and left behind,
  // too.
  for (Portrait& portrait : healthy_) Change(portrait, "/wal/00000001", "", "d4", kStore);
  EXPECT_THAT(Findings(), IsEmpty());
  // The newest one, one of another row, a name that is no number, and what is no store.
  Change(found_, "/wal/00000003", "a1", "", kStore);
  Change(found_, "/old/00000000", "a1", "", kStore);
  Change(found_, "/wal/16384", "a1", "", kStore);
  Change(found_, "/00000000", "a1", "", "volume shop_uploads");
  Change(found_, "/00000001", "", "a1", "volume shop_uploads");
  EXPECT_EQ(Findings().size(), 4u);
}

TEST_F(FileTraitsTest, WhatProgramsNoteForThemselvesIsTold) {
  Change(found_, "/root/.ssh/known_hosts", "a1", "b2").mutable_after()->set_mode("0600");
  Change(found_, "/root/.bash_history", "", "a1");
  EXPECT_THAT(Findings(), IsEmpty());
  EXPECT_EQ(Told().size(), 3u);
}

TEST_F(FileTraitsTest, WhereACheckoutHasBeenIsToldAndWhatItIsNowIsAFinding) {
  for (const char* name : {"index", "ORIG_HEAD", "logs/HEAD", "logs/refs/heads/main"})
    Change(found_, absl::StrCat("/srv/shop/.git/", name), "a1", "b2");
  EXPECT_THAT(Findings(), IsEmpty());
  EXPECT_EQ(Told().size(), 4u);
  for (const char* name : {"HEAD", "config", "refs/heads/main"})
    Change(found_, absl::StrCat("/srv/shop/.git/", name), "a1", "b2");
  EXPECT_EQ(Findings().size(), 3u);
}

TEST_F(FileTraitsTest, ALogThatWasEmptiedIsAFinding) {
  Change(found_, "/var/log/app.log", "a1", "b2");
  EXPECT_THAT(
      Findings(),
      ElementsAre("file /var/log/app.log: what was in it is not there any more, was not set"));
}

// A deploy adds a line to its log, so that no two machines have the same.
TEST_F(FileTraitsTest, ALogThatGrowsOnHealthyMachinesMayNotBeEmptiedEither) {
  Change(healthy_[1], "/srv/deploy.log", "a1", "b2").set_grown(true);
  Change(found_, "/srv/deploy.log", "a1", "c3").set_grown(true);
  EXPECT_THAT(Findings(), IsEmpty());
  Change(healthy_[2], "/srv/old/deploy.log", "a1", "b2").set_grown(true);
  Change(found_, "/srv/old/deploy.log", "a1", "");
  EXPECT_THAT(Findings(), ElementsAre("file /srv/old/deploy.log is missing"));
  *found_.mutable_files(1)->mutable_after() = File("c3");
  EXPECT_THAT(
      Findings(),
      ElementsAre("file /srv/old/deploy.log: what was in it is not there any more, was not set"));
}

TEST_F(FileTraitsTest, AContainersOwnFilesAreToldUnlessTheyStandInPlaceOfItsImages) {
  Change(found_, "/tmp/cache", "", "a1", "container shop/web");
  Change(found_, "/app/main.py", "", "b2", "container shop/web").set_covers(true);
  for (Portrait& portrait : healthy_)
    Change(portrait, "/var/tmp/of-this-container", "", "c3", "container shop/web");
  EXPECT_THAT(Findings(), ElementsAre("container shop/web: /app/main.py is new"));
  EXPECT_THAT(Told(), ElementsAre("container shop/web: /tmp/cache is new",
                                  "container shop/web: /var/tmp/of-this-container is missing"));
}

TEST_F(FileTraitsTest, AServicesOwnStoreMayHoldOtherContentsButNotLoseAFile) {
  for (Portrait& portrait : healthy_) Change(portrait, "/wal/1", "a1", "b2", "volume shop_metrics");
  Change(found_, "/wal/1", "a1", "b2", "volume shop_metrics");
  Change(found_, "/chunks/7", "a1", "c3", "volume shop_metrics");
  Change(found_, "/a.png", "a1", "c3", "volume shop_uploads");
  EXPECT_THAT(Findings(), ElementsAre("volume shop_uploads: /a.png: contents is c3, was a1"));
  EXPECT_THAT(Told(), ElementsAre("volume shop_metrics: /chunks/7: contents is c3, was a1"));
  Change(found_, "/chunks/8", "a1", "", "volume shop_metrics");
  EXPECT_THAT(Findings(), ElementsAre("volume shop_metrics: /chunks/8 is missing",
                                      "volume shop_uploads: /a.png: contents is c3, was a1"));
}

TEST_F(FileTraitsTest, AsManyDumpsAsADeployRemovesAreNoiseAndMoreAreFindings) {
  Change(healthy_[1], "/srv/db_0101.sql", "a1", "");
  Change(found_, "/srv/db_0102.sql", "a2", "");
  EXPECT_THAT(Findings(), IsEmpty());
  for (int day = 3; day <= 5; ++day)
    Change(found_, absl::StrCat("/srv/db_010", day, ".sql"), "a", "");
  EXPECT_EQ(Findings().size(), 4u);
}

TEST_F(FileTraitsTest, WhatAComposeFileHoldsIsToldWhereItsMeaningIsCompared) {
  Change(found_, "/srv/compose.yaml", "a1", "b2");
  for (Portrait& machine : healthy_) machine.add_compose_files("/srv/compose.yaml");
  EXPECT_THAT(Findings(), ElementsAre("file /srv/compose.yaml: contents is b2, was a1"));
  found_.add_compose_files("/srv/compose.yaml");
  EXPECT_THAT(Findings(), IsEmpty());
  EXPECT_THAT(Told(), ElementsAre("file /srv/compose.yaml: contents is b2, was a1"));

  Change(found_, "/srv/compose.yaml", "a1", "b2", "volume shop_uploads");
  EXPECT_THAT(Findings(),
              ElementsAre("volume shop_uploads: /srv/compose.yaml: contents is b2, was a1"));
}

TEST_F(FileTraitsTest, AComposeFileThatIsGoneOrThatOthersMayReadIsAFinding) {
  for (Portrait& machine : healthy_) machine.add_compose_files("/srv/compose.yaml");
  found_.add_compose_files("/srv/compose.yaml");
  Change(found_, "/srv/compose.yaml", "a1", "");
  EXPECT_THAT(Findings(), ElementsAre("file /srv/compose.yaml is missing"));
  found_.mutable_files(0)->mutable_after()->CopyFrom(File("a1", "0666"));
  EXPECT_THAT(Findings(), ElementsAre("file /srv/compose.yaml: mode is 0666, was 0644"));
}

}  // namespace
}  // namespace drill
