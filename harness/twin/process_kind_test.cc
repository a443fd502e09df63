#include "harness/twin/process_kind.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace drill {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST(ProcessKindTest, DigitsAndIdsAreTakenOut) {
  EXPECT_EQ(KindOfProcess("/app/worker --port 8001 --id 0a1b2c3d4e5f6071").name,
            "/app/worker --port # --id #");
  EXPECT_FALSE(KindOfProcess("/app/worker --port 8001").exact);
  EXPECT_TRUE(KindOfProcess("/app/worker --queue mail").exact);
}

TEST(ProcessKindTest, NamesThatAreMadeUpForEachStartAreTakenOut) {
  EXPECT_EQ(KindOfProcess("java -Did=3f2b9c0d-1e4a-5b6c-7d8e-0123456789ab Main").name,
            "java -Did=# Main");
  EXPECT_EQ(KindOfProcess("python3 /tmp/tmpx8dk_q/run.py").name, "python# /tmp/#/run.py");
  EXPECT_FALSE(KindOfProcess("sh /tmp/abc").exact);
}

TEST(ProcessKindTest, ADatabaseServersConnectionsAreNoKind) {
  EXPECT_EQ(KindOfProcess("postgres: app app 172.18.0.3(33456) idle").name, "");
  EXPECT_EQ(KindOfProcess("postgres: app app [local] SELECT").name, "");
  EXPECT_EQ(KindOfProcess("postgres: autovacuum worker app").name, "");
  EXPECT_EQ(KindOfProcess("postgres: parallel worker for PID 312").name, "");
  EXPECT_EQ(KindOfProcess("postgres: walsender copy 172.18.0.9(40022) streaming 0/3000148").name,
            "");
}

TEST(ProcessKindTest, ItsLastingProcessesHaveTheirNames) {
  EXPECT_EQ(KindOfProcess("postgres: checkpointer").name, "postgres: checkpointer");
  EXPECT_EQ(KindOfProcess("postgres: 17/main: autovacuum launcher").name,
            "postgres: autovacuum launcher");
  EXPECT_EQ(KindOfProcess("postgres: archiver last was 000000010000000000000007").name,
            "postgres: archiver");
  EXPECT_EQ(KindOfProcess("postgres -D /var/lib/data").name, "postgres -D /var/lib/data");
}

TEST(ProcessKindTest, APauseIsNoKind) {
  for (const char* pause : {"sleep 5", "/bin/sleep 0.5", "sleep 2m", "sleep 300"})
    EXPECT_EQ(KindOfProcess(pause).name, "") << pause;
  EXPECT_EQ(KindOfProcess("sleep infinity").name, "sleep infinity");
  EXPECT_EQ(KindOfProcess("sleep 86400").name, "sleep #");
  EXPECT_EQ(KindOfProcess("sleep 1h").name, "sleep #h");
}

TEST(ProcessKindTest, WhatServersStartAndEndByThemselvesIsNoKind) {
  EXPECT_EQ(KindOfProcess("nginx: worker process is shutting down").name, "");
  EXPECT_EQ(KindOfProcess("nginx: cache loader process").name, "");
  EXPECT_EQ(KindOfProcess("nginx: worker process").name, "nginx: worker process");
  EXPECT_EQ(KindOfProcess("php-fpm: pool www").name, "");
}

TEST(ProcessKindTest, SecretsAreNotTold) {
  const ProcessKind kind = KindOfProcess("/app/api --password=hunter-and-gatherer --verbose");
  EXPECT_THAT(kind.name, Not(HasSubstr("gatherer")));
  EXPECT_THAT(kind.name, HasSubstr("--verbose"));
  EXPECT_FALSE(kind.exact);
}

TEST(ProcessKindTest, LongCommandLinesAreToldApart) {
  const std::string begin = "java -classpath " + std::string(400, 'x');
  const std::string one = KindOfProcess(begin + " Main").name;
  EXPECT_LT(one.size(), 200u);
  EXPECT_NE(one, KindOfProcess(begin + " Other").name);
}

TEST(ProcessKindTest, TheProgramOfACommandLine) {
  EXPECT_EQ(ProgramOf("/usr/bin/containerd-shim-runc-v2 -namespace moby"),
            "containerd-shim-runc-v2");
  EXPECT_EQ(ProgramOf("sshd: /usr/sbin/sshd [listener]"), "sshd:");
  EXPECT_EQ(ProgramOf(""), "");
}

}  // namespace
}  // namespace drill
