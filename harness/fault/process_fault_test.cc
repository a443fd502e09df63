#include "harness/fault/process_fault.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/fault/service_container.h"
#include "harness/testing/fake_drill_host.h"
#include "harness/testing/fake_engine.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Pair;
using ::testing::SizeIs;

ContainerInfo Container(const std::string& service, const std::string& status = "running") {
  ContainerInfo container;
  container.service = service;
  container.status = status;
  container.started_at = "2026-01-02T03:04:05Z";
  container.restart_policy = "unless-stopped";
  container.restart_count = 1;
  container.pid = status == "running" ? 42 : 0;
  return container;
}

// A drill host on which no command does anything, with an engine that knows two services.
class ProcessFaultTest : public ::testing::Test {
 protected:
  ProcessFaultTest() : host_(engine_.root()) {
    stack_.set_operator_directory("/srv/app");
    stack_.add_compose_project("app");
    engine_.Set(Container("api"));
    engine_.Set(Container("old", "exited"));
  }

  absl::StatusOr<Injection> Inject(ProcessFault::Kind kind, const std::string& service = "",
                                   int signal = 0) {
    ProcessFault fault;
    fault.set_kind(kind);
    fault.set_service(service);
    fault.set_signal(signal);
    return InjectProcess(fault, FaultContext{host_, stack_, "", nullptr, nullptr});
  }

  // What stands behind `bash -c`, of all commands.
  std::vector<std::string> Scripts() {
    std::vector<std::string> scripts;
    for (const auto& command : host_.commands()) scripts.push_back(command.back());
    return scripts;
  }

  FakeEngine engine_;
  FakeDrillHost host_;
  Stack stack_;
};

TEST_F(ProcessFaultTest, AKillIsTheKernelsAndItsProofIsALifeThatIsOver) {
  const auto injection = Inject(ProcessFault::KILL, "api");
  ASSERT_THAT(injection, IsOk());
  EXPECT_THAT(Scripts(), ElementsAre(absl::StrCat(kCheckPid, "kill -9 \"$DRILL_PID\"")));
  EXPECT_THAT(host_.options().front().env, Contains(Pair("DRILL_PID", "42")));
  ASSERT_THAT(injection->proof, SizeIs(1));
  const ServiceProbe& proof = injection->proof[0].service();
  EXPECT_EQ(proof.service(), "api");
  EXPECT_EQ(proof.state(), "present");
  EXPECT_EQ(proof.ended().id(), "api");
  EXPECT_EQ(proof.ended().started_at(), "2026-01-02T03:04:05Z");
}

TEST_F(ProcessFaultTest, AKillMayBeAnotherSignal) {
  ASSERT_THAT(Inject(ProcessFault::KILL, "api", 11), IsOk());
  EXPECT_THAT(Scripts(), ElementsAre(HasSubstr("kill -11 ")));
}

TEST_F(ProcessFaultTest, WhatIsStoppedMustStayStopped) {
  const auto injection = Inject(ProcessFault::STOP, "api");
  ASSERT_THAT(injection, IsOk());
  ASSERT_THAT(injection->proof, SizeIs(1));
  EXPECT_EQ(injection->proof[0].service().state(), "exited");
}

TEST_F(ProcessFaultTest, NothingHappensToAServiceThatDoesNotRun) {
  for (const auto kind : {ProcessFault::KILL, ProcessFault::STOP, ProcessFault::CRASH_LOOP,
                          ProcessFault::HANG, ProcessFault::REFUSES_TERM}) {
    EXPECT_THAT(Inject(kind, "old"),
                StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr("exited")));
    EXPECT_THAT(Inject(kind, "nobody"),
                StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr("no container")));
  }
  EXPECT_THAT(host_.commands(), IsEmpty());
}

TEST_F(ProcessFaultTest, AnEngineThatDoesNotAnswerIsTheHarnessesOwnTrouble) {
  engine_.Break();
  EXPECT_THAT(Inject(ProcessFault::KILL, "api"), StatusIs(absl::StatusCode::kInternal));
}

TEST_F(ProcessFaultTest, WhatHangsIsThereStoppedAndUnhealthy) {
  ContainerInfo api = Container("api");
  api.health = "healthy";
  engine_.Set(api);
  const auto injection = Inject(ProcessFault::HANG, "api");
  ASSERT_THAT(injection, IsOk());
  ASSERT_THAT(injection->proof, SizeIs(1));
  const ServiceProbe& proof = injection->proof[0].service();
  EXPECT_EQ(proof.goes_on().started_at(), "2026-01-02T03:04:05Z");
  EXPECT_EQ(proof.state(), "unhealthy");
  EXPECT_EQ(proof.process_state(), "T");
}

TEST_F(ProcessFaultTest, WhatHangsWithoutAHealthCheckIsThereAndStopped) {
  const auto injection = Inject(ProcessFault::HANG, "api");
  ASSERT_THAT(injection, IsOk());
  EXPECT_EQ(injection->proof[0].service().state(), "running");
  EXPECT_EQ(injection->proof[0].service().process_state(), "T");
}

TEST_F(ProcessFaultTest, ACrashLoopIsCountedFromTheRestartsBefore) {
  const auto injection = Inject(ProcessFault::CRASH_LOOP, "api");
  ASSERT_THAT(injection, IsOk());
  EXPECT_THAT(Scripts(), ElementsAre(HasSubstr("grep -q 'libc"), HasSubstr("libc.so.0")));
  ASSERT_THAT(injection->proof, SizeIs(1));
  EXPECT_EQ(injection->proof[0].service().state(), "crash_looping");
  EXPECT_EQ(injection->proof[0].service().ended().restarts(), 1);
}

TEST_F(ProcessFaultTest, WithoutARestartPolicyThereIsNoLoop) {
  ContainerInfo api = Container("api");
  api.restart_policy = "no";
  engine_.Set(api);
  EXPECT_THAT(Inject(ProcessFault::CRASH_LOOP, "api"),
              StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr("restart policy")));
  EXPECT_THAT(host_.commands(), IsEmpty());
}

TEST_F(ProcessFaultTest, AProgramWithoutTheLibraryIsLeftAlone) {
  host_.When(CommandContains("grep -q"), {1, "", "no such text"});
  EXPECT_THAT(Inject(ProcessFault::CRASH_LOOP, "api"),
              StatusIs(absl::StatusCode::kFailedPrecondition,
                       AllOf(HasSubstr("libc.so.6"), HasSubstr("no such text"))));
  EXPECT_THAT(host_.commands(), SizeIs(1));
}

TEST_F(ProcessFaultTest, ADeafProgramIsSentTheSignalAndMustLiveOn) {
  const auto injection = Inject(ProcessFault::REFUSES_TERM, "api");
  ASSERT_THAT(injection, IsOk());
  EXPECT_THAT(Scripts(), ElementsAre(HasSubstr("/bin/sh"), HasSubstr("trap '' TERM"),
                                     HasSubstr("kill -TERM \"$DRILL_PID\"")));
  ASSERT_THAT(injection->proof, SizeIs(1));
  EXPECT_EQ(injection->proof[0].service().goes_on().id(), "api");
}

TEST_F(ProcessFaultTest, AnImageWithoutAShellIsLeftAlone) {
  host_.When(CommandContains("/bin/sh\" \"$work/sh"), {1, "", "Could not find the file"});
  EXPECT_THAT(Inject(ProcessFault::REFUSES_TERM, "api"),
              StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr("no /bin/sh")));
  EXPECT_THAT(host_.commands(), SizeIs(1));
}

TEST_F(ProcessFaultTest, AnEnginesRestartEndsItAndEveryContainerThatRan) {
  host_.When(CommandContains("/proc/$(cat /run/docker.pid)"), {0, "1234\n"});
  const auto injection = Inject(ProcessFault::ENGINE_RESTART);
  ASSERT_THAT(injection, IsOk());
  EXPECT_THAT(Scripts(), Contains(AllOf(HasSubstr("kill -KILL"), HasSubstr("dockerd"))));
  ASSERT_THAT(injection->proof, SizeIs(2));
  EXPECT_THAT(injection->proof[0].command().command(), HasSubstr("before at 1234"));
  EXPECT_EQ(injection->proof[1].service().service(), "api");
  EXPECT_EQ(host_.restarts(), 0);
}

TEST_F(ProcessFaultTest, AMachinesRestartStartsTheStackAgain) {
  stack_.set_start("start-it");
  host_.When(CommandContains("/proc/1/stat"), {0, "7\n"});
  const auto injection = Inject(ProcessFault::HOST_RESTART);
  ASSERT_THAT(injection, IsOk());
  EXPECT_EQ(host_.restarts(), 1);
  EXPECT_EQ(Scripts().back(), "start-it");
  ASSERT_THAT(injection->proof, SizeIs(3));
  EXPECT_THAT(injection->proof[0].command().command(), HasSubstr("before at 7"));
}

TEST_F(ProcessFaultTest, WhereNothingRunsNothingDiesWithTheEngine) {
  engine_.Remove("api");
  EXPECT_THAT(Inject(ProcessFault::ENGINE_RESTART),
              StatusIs(absl::StatusCode::kFailedPrecondition));
  EXPECT_THAT(Inject(ProcessFault::HOST_RESTART), StatusIs(absl::StatusCode::kFailedPrecondition));
  EXPECT_EQ(host_.restarts(), 0);
}

}  // namespace
}  // namespace drill
