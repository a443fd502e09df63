#include "harness/twin/database_portrait.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/base/file.h"
#include "harness/database/recorded_keys.h"
#include "harness/testing/fake_engine.h"
#include "harness/testing/shared_postgres.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;

class DatabasePortraitTest : public SharedPostgresTest {
 protected:
  void SetUpWithServer() override {
    Execute(R"sql(
      DROP SCHEMA public CASCADE; CREATE SCHEMA public;
      CREATE TABLE notes (id bigserial PRIMARY KEY, body text);
      INSERT INTO notes (body) VALUES ('a'), ('b');)sql");
    ASSERT_THAT(MakeDirectories(engine_.root() + "/srv"), IsOk());
    ASSERT_THAT(WriteFile(engine_.root() + "/srv/.env", "PASSWORD=none\n"), IsOk());
    stack_.add_compose_project("shop");
    Database& database = *stack_.mutable_database();
    database.set_service("db");
    database.set_name(login().name);
    database.set_user(login().user);
    database.set_password_from("/srv/.env:PASSWORD");
    ContainerInfo container;
    container.service = "db";
    container.status = "running";
    container.addresses = {login().address};
    engine_.Set(container);
    const auto keys = RecordKeys(login(), absl::Seconds(20));
    ASSERT_THAT(keys, IsOk());
    for (const RecordedKeys& one : *keys) *release_.add_keys() = one;
  }

  Portrait Take(const ReleaseFacts* release) {
    Portrait portrait;
    PaintDatabase(engine_.host(), stack_, release, &portrait);
    return portrait;
  }
  static const Trait* Find(const Portrait& portrait, const std::string& field) {
    const auto trait =
        std::find_if(portrait.traits().begin(), portrait.traits().end(), [&](const Trait& one) {
          return one.object() == "table public.notes" && one.field() == field;
        });
    return trait == portrait.traits().end() ? nullptr : &*trait;
  }

  FakeEngine engine_;
  Stack stack_;
  ReleaseFacts release_;
};

TEST_F(DatabasePortraitTest, ShowsRowsAndValuesOfEveryTable) {
  const Portrait portrait = Take(&release_);
  ASSERT_THAT(portrait.not_observed(), IsEmpty());
  ASSERT_NE(Find(portrait, "rows that the seed had"), nullptr);
  EXPECT_EQ(Find(portrait, "rows that the seed had")->value(), "2");
  EXPECT_NE(Find(portrait, "values of body"), nullptr);
  EXPECT_NE(Find(portrait, "owner"), nullptr);
}

// Where no healthy machine gets any, new rows are a finding; that there are none yet is told.
TEST_F(DatabasePortraitTest, NewRowsActAndNoneAreTold) {
  const Portrait before = Take(&release_);
  ASSERT_NE(Find(before, "rows that came since"), nullptr);
  EXPECT_EQ(Find(before, "rows that came since")->value(), "none");
  EXPECT_EQ(Find(before, "rows that came since")->weight(), TOLD);
  Execute("INSERT INTO notes (body) VALUES ('c'), ('d')");
  const Portrait after = Take(&release_);
  EXPECT_EQ(Find(after, "rows that came since")->value(), "some");
  EXPECT_EQ(Find(after, "rows that came since")->weight(), ACTS);
  ASSERT_THAT(after.new_rows(), SizeIs(1));
  EXPECT_EQ(after.new_rows(0).table(), "table public.notes");
  EXPECT_EQ(after.new_rows(0).rows(), 2);
  EXPECT_EQ(Find(after, "rows that the seed had")->value(), "2");
}

TEST_F(DatabasePortraitTest, RowsThatCameAreKnownAgain) {
  Execute("INSERT INTO notes (body) VALUES ('c'), ('d')");
  const Portrait whole = Take(&release_);
  ASSERT_THAT(whole.rows_that_came(), SizeIs(1));
  EXPECT_EQ(whole.rows_that_came(0).table(), "table public.notes");
  EXPECT_THAT(whole.rows_that_came(0).key(), SizeIs(2));
  Portrait only;
  PaintRowsThatCame(engine_.host(), stack_, release_, &only);
  EXPECT_THAT(only.traits(), IsEmpty());
  ASSERT_THAT(only.rows_that_came(), SizeIs(1));
  EXPECT_EQ(only.rows_that_came(0).SerializeAsString(),
            whole.rows_that_came(0).SerializeAsString());
  engine_.Remove("db");
  PaintRowsThatCame(engine_.host(), stack_, release_, &only);
  EXPECT_THAT(only.not_observed(), SizeIs(1));
}

// A counter that differs between healthy machines is noise; that it was set back is not.
TEST_F(DatabasePortraitTest, AColumnThatWasEmptiedActs) {
  const Portrait before = Take(&release_);
  ASSERT_NE(Find(before, "nothing in body"), nullptr);
  EXPECT_EQ(Find(before, "nothing in body")->weight(), TOLD);
  Execute("UPDATE notes SET body = NULL");
  const Portrait after = Take(&release_);
  EXPECT_EQ(Find(after, "nothing in body")->value(), "most rows");
  EXPECT_EQ(Find(after, "nothing in body")->weight(), ACTS);
  EXPECT_EQ(Find(after, "nothing in id")->value(), "few rows");
}

TEST_F(DatabasePortraitTest, WithoutARecordOnlyTheCatalogIsShown) {
  const Portrait portrait = Take(nullptr);
  EXPECT_THAT(portrait.not_observed(), SizeIs(1));
  EXPECT_EQ(Find(portrait, "rows that the seed had"), nullptr);
  EXPECT_NE(Find(portrait, "owner"), nullptr);
}

TEST_F(DatabasePortraitTest, ADatabaseThatCannotBeReadIsNotObserved) {
  engine_.Remove("db");
  const Portrait portrait = Take(&release_);
  EXPECT_THAT(portrait.traits(), IsEmpty());
  ASSERT_THAT(portrait.not_observed(), SizeIs(1));
  EXPECT_FALSE(portrait.not_observed(0).never());
}

TEST_F(DatabasePortraitTest, AStackWithoutDatabaseHasNone) {
  stack_.clear_database();
  EXPECT_THAT(Take(&release_).traits(), IsEmpty());
}

}  // namespace
}  // namespace drill
