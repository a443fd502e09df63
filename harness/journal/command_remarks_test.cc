#include "harness/journal/command_remarks.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace drill {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

std::vector<std::string> Of(const std::string& text, int exit_code = 0,
                            const std::string& last_words = "") {
  CommandRun command;
  command.set_text(text);
  command.set_exit_code(exit_code);
  if (!last_words.empty()) command.add_last_words(last_words);
  Machine machine;
  machine.set_engine_version("26.1.5");
  machine.set_compose_version("2.26.1");
  return CommandRemarks(command, machine);
}

TEST(CommandRemarksTest, APruneOfVolumesDependsOnTheEngine) {
  for (const char* text : {"docker volume prune -f", "docker volume prune",
                           "docker system df; docker volume prune --force"}) {
    EXPECT_THAT(Of(text), ElementsAre(AllOf(HasSubstr("Docker 23.0"), HasSubstr("26.1.5"))))
        << text;
  }
  for (const char* text :
       {"docker volume prune -af", "docker volume prune --all -f", "docker volume prune -f -a",
        "docker volume prune --filter all=1", "docker image prune -f", "docker volume ls"}) {
    EXPECT_THAT(Of(text), IsEmpty()) << text;
  }
}

TEST(CommandRemarksTest, AnOutputThatIsNotAsExpectedIsOne) {
  CommandRun command;
  command.add_unexpected("it did not print what the scenario expects: `ok`");
  EXPECT_THAT(CommandRemarks(command, Machine()),
              ElementsAre("it did not print what the scenario expects: `ok`"));
}

TEST(CommandRemarksTest, AVersionThatIsNotKnownIsSaidToBeThat) {
  CommandRun command;
  command.set_text("docker volume prune");
  EXPECT_THAT(CommandRemarks(command, Machine()),
              ElementsAre(HasSubstr("which Docker is here is not known")));
}

TEST(CommandRemarksTest, AnExecWhoseOutputIsKeptDependsOnCompose) {
  for (const char* text : {"docker compose exec db pg_dump -U app > dump.sql",
                           "docker-compose exec db pg_dump | gzip > d.gz",
                           "docker compose -f a.yml exec db psql < dump.sql",
                           "cat dump.sql | docker compose exec db psql"}) {
    EXPECT_THAT(Of(text), ElementsAre(AllOf(HasSubstr("-T"), HasSubstr("2.26.1")))) << text;
  }
  for (const char* text : {"docker compose exec -T db pg_dump > dump.sql",
                           "docker compose exec db alembic downgrade -1",
                           "docker exec db pg_dump > dump.sql", "docker compose up -d > log"}) {
    EXPECT_THAT(Of(text), IsEmpty()) << text;
  }
}

TEST(CommandRemarksTest, APullThatFailedForWantOfARegistry) {
  const std::string lookup =
      "Error response from daemon: Get \"https://registry-1.docker.io/v2/\": dial tcp: lookup "
      "registry-1.docker.io: no such host";
  EXPECT_THAT(Of("docker compose pull", 18, lookup), ElementsAre(HasSubstr("no registry")));
  EXPECT_THAT(Of("docker pull ghcr.io/x/y:1", 1,
                 "Error response from daemon: Get \"https://ghcr.io/v2/\": dial tcp: lookup "
                 "ghcr.io on 127.0.0.11:53: server misbehaving"),
              ElementsAre(HasSubstr("no registry")));
  EXPECT_THAT(Of("docker compose pull", 0, lookup), IsEmpty()) << "it did not fail";
  EXPECT_THAT(Of("docker compose up -d", 1, "port is already allocated"), IsEmpty());
  EXPECT_THAT(Of("curl https://api", 6, lookup), IsEmpty()) << "it asks no registry";
}

TEST(CommandRemarksTest, WhatADrillHostRefusesSaysNothingOfTheDocument) {
  const auto refused = ElementsAre(HasSubstr("a drill host does not let that through"));
  EXPECT_THAT(Of("mount /dev/vdb1 /mnt", 32, "mount: /mnt: permission denied."), refused);
  EXPECT_THAT(Of("./deploy.sh", 1, "mknod: /dev/x: Operation not permitted"), refused);
  EXPECT_THAT(Of("echo mq-deadline > /sys/block/vda/queue/scheduler", 1, "Read-only file system"),
              refused);
  EXPECT_THAT(Of("mount /dev/vdb1 /mnt", 0, "mount: /mnt: permission denied."), IsEmpty());
  EXPECT_THAT(Of("mount /mnt", 1, "mount: /mnt: can't find in /etc/fstab."), IsEmpty());
  EXPECT_THAT(Of("cat /root/.pgpass", 1, "Permission denied"), IsEmpty());
  // These fail on every machine.
  for (const char* text : {"./deploy.sh >/dev/null", "./deploy.sh </dev/stdin",
                           "docker run --mount type=bind,src=/x,dst=/y image", "ls /srv/sys/"})
    EXPECT_THAT(Of(text, 126, "bash: ./deploy.sh: Permission denied"), IsEmpty()) << text;
  for (const char* text : {"sudo sysctl -w a.b=1", "cd /x && /sbin/losetup -f", "echo 1 > /sys/x",
                           "dd if=/dev/vda of=/x"})
    EXPECT_THAT(Of(text, 1, "bash: x: Permission denied"), refused) << text;
}

TEST(CommandRemarksTest, AScriptThatLostItsEnd) {
  CommandRun command;
  command.set_text("ssh host 'bash -s' <<EOF");
  command.add_unreached()->set_text("docker compose up -d");
  EXPECT_THAT(
      CommandRemarks(command, Machine()),
      ElementsAre(AllOf(HasSubstr("1 command of this script was"), HasSubstr("</dev/null"))));
  command.set_exit_code(1);
  EXPECT_THAT(CommandRemarks(command, Machine()), IsEmpty()) << "its failure says why";
}

}  // namespace
}  // namespace drill
