#include "harness/verify/migrated_database.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/testing/fake_engine.h"
#include "harness/testing/local_postgres.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

using ::testing::HasSubstr;

class MigratedDatabaseTest : public ::testing::Test {
 protected:
  void SetUp() override {
    if (absl::IsUnimplemented(server_.status())) GTEST_SKIP() << server_.status().message();
    ASSERT_THAT(server_, IsOk());
    stack_.add_compose_project("app");
    stack_.set_operator_directory("/tmp");
    stack_.mutable_database()->set_service("db");
    stack_.mutable_database()->set_name("test");
    stack_.mutable_database()->set_user("postgres");
    ContainerInfo container;
    container.service = "db";
    container.status = "running";
    container.addresses = {(*server_)->login().address};
    engine_.Set(container);
  }
  SystemMigratedDatabase Database() {
    return SystemMigratedDatabase(*MakeProbeContext(&engine_.host(), stack_), stack_, nullptr);
  }

  absl::StatusOr<std::unique_ptr<LocalPostgres>> server_ = LocalPostgres::Start();
  FakeEngine engine_;
  Stack stack_;
};

TEST_F(MigratedDatabaseTest, TheToolIsToldTheRevisionAndSaysWhatItSays) {
  const auto answer = Database().Run("echo \"to $REVISION in $PWD\"; echo no >&2; exit 3", "s47");
  ASSERT_THAT(answer, IsOk());
  EXPECT_FALSE(answer->succeeded);
  EXPECT_EQ(answer->words, "to s47 in /tmp\nno\n");
  EXPECT_TRUE(Database().Run("true", "")->succeeded);
}

TEST_F(MigratedDatabaseTest, AToolThatDoesNotEndHasFailed) {
  stack_.mutable_migrations()->mutable_timeout()->set_nanos(100000000);
  const auto answer = Database().Run("sleep 60", "");
  ASSERT_THAT(answer, IsOk());
  EXPECT_FALSE(answer->succeeded);
  EXPECT_THAT(answer->words, HasSubstr("did not end in time"));
}

TEST_F(MigratedDatabaseTest, ReadsRevisionAndSchema) {
  ASSERT_THAT((*server_)->Execute("CREATE TABLE alembic_version (version_num text)"), IsOk());
  EXPECT_THAT(Database().Revision(), IsOkAndHolds(""));
  ASSERT_THAT((*server_)->Execute("INSERT INTO alembic_version VALUES ('s47')"), IsOk());
  EXPECT_THAT(Database().Revision(), IsOkAndHolds("s47"));
  EXPECT_THAT(Database().Schema(), IsOkAndHolds(HasSubstr("table public.alembic_version\n")));
  ASSERT_THAT((*server_)->Execute("INSERT INTO alembic_version VALUES ('s48')"), IsOk());
  EXPECT_THAT(Database().Revision(), StatusIs(absl::StatusCode::kOutOfRange));
}

TEST_F(MigratedDatabaseTest, ADatabaseThatCannotBeReadIsAnError) {
  EXPECT_THAT(Database().Revision(), StatusIs(absl::StatusCode::kFailedPrecondition));
  engine_.Remove("db");
  EXPECT_THAT(Database().Schema(), StatusIs(absl::StatusCode::kFailedPrecondition));
}

}  // namespace
}  // namespace drill
