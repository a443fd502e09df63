#include "harness/fault/inject.h"

#include <cstdlib>
#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/base/file.h"
#include "harness/testing/fake_drill_host.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Pair;

class InjectTest : public testing::Test {
 protected:
  InjectTest() : host_(testing::TempDir() + "/host") {
    EXPECT_THAT(MakeDirectories(testing::TempDir() + "/host"), IsOk());
    stack_.set_operator_directory("/srv/app");
    stack_.set_deploy("./deploy.sh \"$VERSION\"");
    stack_.add_compose_project("app");
    stack_.mutable_database()->set_service("db");
    stack_.mutable_database()->set_user("app");
    stack_.mutable_database()->set_name("app_data");
  }

  absl::StatusOr<Injection> Inject() {
    fault_.set_summary("it breaks");
    return InjectFault(
        fault_, FaultContext{host_, stack_, testing::TempDir() + "/scenario", &random_, nullptr});
  }

  FakeDrillHost host_;
  Stack stack_;
  FaultRandom random_{1};
  Fault fault_;
};

TEST_F(InjectTest, ACommandRunsInTheOperatorsDirectoryAndItsExitCodeIsOnlyRecorded) {
  host_.When(CommandContains("break-it"), {3, "half done\n", "disk error\n"});
  fault_.mutable_command()->set_command("break-it");
  const absl::StatusOr<Injection> injected = Inject();
  ASSERT_THAT(injected, IsOk());
  EXPECT_EQ(injected->facts.exit_code(), 3);
  EXPECT_EQ(injected->facts.output(), "half done\ndisk error\n");
  EXPECT_EQ(injected->facts.summary(), "it breaks");
  EXPECT_THAT(host_.commands(), ElementsAre(ElementsAre("bash", "-c", "break-it")));
  EXPECT_EQ(host_.options().front().working_directory, "/srv/app");
}

TEST_F(InjectTest, AHostThatCannotBeReachedIsAnError) {
  host_.When(CommandContains("break-it"), absl::InternalError("no such container"));
  fault_.mutable_command()->set_command("break-it");
  EXPECT_THAT(Inject(), StatusIs(absl::StatusCode::kInternal, HasSubstr("no such container")));
}

TEST_F(InjectTest, AReleaseIsDeployedByTheStacksOwnCommand) {
  fault_.mutable_release()->set_version("2.1.0");
  ASSERT_THAT(Inject(), IsOk());
  EXPECT_THAT(host_.commands(), ElementsAre(ElementsAre("bash", "-c", "./deploy.sh \"$VERSION\"")));
  EXPECT_THAT(host_.options().front().env, Contains(Pair("VERSION", "2.1.0")));
}

TEST_F(InjectTest, AReleaseMayBringItsOwnDeployCommand) {
  fault_.mutable_release()->set_version("2.1.0");
  fault_.mutable_release()->set_deploy("./deploy.sh --no-auto-rollback");
  ASSERT_THAT(Inject(), IsOk());
  EXPECT_THAT(host_.commands(),
              ElementsAre(ElementsAre("bash", "-c", "./deploy.sh --no-auto-rollback")));
}

TEST_F(InjectTest, AStatementGoesToTheDatabaseAsInputAndNeverThroughAShell) {
  fault_.mutable_sql()->set_statement("UPDATE jobs SET name = '$(rm -rf /)'");
  ASSERT_THAT(Inject(), IsOk());
  EXPECT_EQ(host_.options().front().stdin_content, "UPDATE jobs SET name = '$(rm -rf /)'");
  EXPECT_THAT(host_.commands().front().back(), HasSubstr("label=com.docker.compose.service=db"));
  EXPECT_THAT(host_.options().front().env, Contains(Pair("DRILL_DATABASE", "app_data")));
}

TEST_F(InjectTest, AMigrationsFileIsCopiedBeforeItIsApplied) {
  ASSERT_THAT(MakeDirectories(testing::TempDir() + "/scenario"), IsOk());
  ASSERT_THAT(WriteFile(testing::TempDir() + "/scenario/s49.py", "revision = 's49'\n"), IsOk());
  fault_.mutable_migration()->set_source("s49.py");
  fault_.mutable_migration()->set_destination("/srv/app/versions");
  fault_.mutable_migration()->set_apply("alembic upgrade head");
  ASSERT_THAT(Inject(), IsOk());
  EXPECT_THAT(ReadFile(testing::TempDir() + "/host/srv/app/versions/s49.py"),
              IsOkAndHolds("revision = 's49'\n"));
  EXPECT_THAT(host_.commands(), ElementsAre(ElementsAre("bash", "-c", "alembic upgrade head")));
}

TEST_F(InjectTest, AMissingSideFileIsNamedAndNothingIsApplied) {
  fault_.mutable_migration()->set_source("not_there.py");
  fault_.mutable_migration()->set_destination("/srv/app/versions");
  EXPECT_THAT(Inject(), StatusIs(absl::StatusCode::kNotFound, HasSubstr("not_there.py")));
  EXPECT_THAT(host_.commands(), testing::IsEmpty());
}

TEST_F(InjectTest, WhatWasDrawnFromTheSeedIsAFactOfTheInjection) {
  random_.Below(10, "page");
  fault_.mutable_command()->set_command("break-it");
  const absl::StatusOr<Injection> injected = Inject();
  ASSERT_THAT(injected, IsOk());
  ASSERT_EQ(injected->facts.choices_size(), 1);
  EXPECT_EQ(injected->facts.choices(0).name(), "page");
}

TEST_F(InjectTest, WhatCannotTakeHoldHereIsAFindingAndNoError) {
  host_.When(CommandContains("break-it"), absl::FailedPreconditionError("no such service"));
  fault_.mutable_command()->set_command("break-it");
  const absl::StatusOr<Injection> injected = Inject();
  ASSERT_THAT(injected, IsOk());
  EXPECT_EQ(injected->refused, "no such service");
}

TEST_F(InjectTest, AFaultWithoutAKindIsRefused) {
  EXPECT_THAT(Inject(), StatusIs(absl::StatusCode::kInvalidArgument));
}

}  // namespace
}  // namespace drill
