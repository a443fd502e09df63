#include "harness/history/history.h"

#include <thread>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/base/file.h"
#include "harness/database/postgres.h"
#include "harness/history/sqlite_history_store.h"
#include "harness/testing/shared_postgres.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

// `minute` tells one drill from another.
Summary Drill(const std::string& scenario, int minute, Outcome outcome = OUTCOME_PASSED) {
  Summary drill;
  drill.set_scenario(scenario);
  drill.set_stack("shop");
  drill.set_procedure_id("S1");
  drill.set_outcome(outcome);
  drill.set_started_at(absl::StrCat("2026-03-01T10:", minute < 10 ? "0" : "", minute, ":00Z"));
  drill.set_inputs_sha256(absl::StrCat("inputs of ", scenario));
  drill.mutable_recovery()->set_time_ms(1250.5);
  SummaryPhase& phase = *drill.add_phases();
  phase.set_name("host");
  phase.set_duration_ms(812.25);
  SummaryCommand& command = *drill.add_commands();
  command.set_text("echo 'it''s' $1");
  command.set_line(12);
  drill.add_targets()->set_limit_ms(30000);
  drill.add_checks()->set_name("schema");
  return drill;
}

std::vector<std::string> StartsOf(const absl::StatusOr<std::vector<KeptDrill>>& kept) {
  std::vector<std::string> starts;
  if (!kept.ok()) return {std::string(kept.status().message())};
  for (const KeptDrill& drill : *kept) starts.push_back(drill.summary.started_at());
  return starts;
}

std::string NewFile(const std::string& name) {
  const std::string file =
      absl::StrCat(testing::TempDir(), "/", name, "-",
                   testing::UnitTest::GetInstance()->current_test_info()->name(), "/history.db");
  EXPECT_THAT(RemoveAll(file), IsOk());
  return file;
}

void ExpectKeepsAndFinds(History& history) {
  for (const Summary& drill :
       {Drill("shop/a", 1), Drill("shop/a", 3, OUTCOME_FAILED), Drill("shop/b", 2)}) {
    ASSERT_THAT(history.Add({drill, "/runs/1"}), IsOk());
  }
  Summary control = Drill("shop/a", 4);
  control.set_control("no_fault");
  ASSERT_THAT(history.Add({control, "/runs/1"}), IsOk());
  EXPECT_THAT(StartsOf(history.Find({})),
              ElementsAre("2026-03-01T10:03:00Z", "2026-03-01T10:02:00Z", "2026-03-01T10:01:00Z"));
  HistoryFilter filter;
  filter.scenario = "shop/a";
  EXPECT_THAT(StartsOf(history.Find(filter)), SizeIs(2));
  filter.with_controls = true;
  EXPECT_THAT(StartsOf(history.Find(filter)), SizeIs(3));
  filter.newest = 1;
  EXPECT_THAT(StartsOf(history.Find(filter)), ElementsAre("2026-03-01T10:04:00Z"));
  filter = {};
  filter.outcome = OUTCOME_FAILED;
  EXPECT_THAT(StartsOf(history.Find(filter)), ElementsAre("2026-03-01T10:03:00Z"));
  filter = {};
  filter.since = absl::FromCivil(absl::CivilSecond(2026, 3, 1, 10, 2, 0), absl::UTCTimeZone());
  EXPECT_THAT(StartsOf(history.Find(filter)), SizeIs(2));
  filter = {};
  filter.inputs_sha256 = "inputs of shop/b";
  EXPECT_THAT(StartsOf(history.Find(filter)), ElementsAre("2026-03-01T10:02:00Z"));
  filter.procedure_id = "S2";
  EXPECT_THAT(StartsOf(history.Find(filter)), IsEmpty());
  filter = {};
  filter.stack = "stall";
  EXPECT_THAT(StartsOf(history.Find(filter)), IsEmpty());
}

TEST(HistoryTest, KeepsAndFindsDrills) {
  const auto history = History::Open(NewFile("new"));
  ASSERT_THAT(history, IsOk());
  ExpectKeepsAndFinds(**history);
}

TEST(HistoryTest, ADrillIsTheSameWhenItIsReadAgain) {
  const std::string file = NewFile("again");
  {
    const auto history = History::Open(file);
    ASSERT_THAT(history, IsOk());
    ASSERT_THAT((*history)->Add({Drill("shop/a", 1), "/runs/1"}), IsOk());
  }
  const auto history = History::Open(file);
  ASSERT_THAT(history, IsOk());
  const auto kept = (*history)->Find({});
  ASSERT_THAT(kept, IsOk());
  ASSERT_THAT(*kept, SizeIs(1));
  EXPECT_EQ(kept->front().summary.DebugString(), Drill("shop/a", 1).DebugString());
  EXPECT_EQ(kept->front().run_directory, "/runs/1");
}

TEST(HistoryTest, ADrillIsKeptOnce) {
  const auto history = History::Open(NewFile("once"));
  ASSERT_THAT(history, IsOk());
  ASSERT_THAT((*history)->Add({Drill("shop/a", 1), "/runs/1"}), IsOk());
  ASSERT_THAT((*history)->Add({Drill("shop/a", 1), "/elsewhere/1"}), IsOk());
  EXPECT_THAT(StartsOf((*history)->Find({})), SizeIs(1));
}

TEST(HistoryTest, ADrillWithoutATimeIsRefusedWhole) {
  const auto history = History::Open(NewFile("timeless"));
  ASSERT_THAT(history, IsOk());
  Summary drill = Drill("shop/a", 1);
  drill.set_started_at("yesterday");
  EXPECT_THAT((*history)->Add({drill, "/runs/1"}), StatusIs(absl::StatusCode::kInvalidArgument));
  EXPECT_THAT(StartsOf((*history)->Find({})), IsEmpty());
}

TEST(HistoryTest, WritersWaitForEachOther) {
  const std::string file = NewFile("many");
  std::vector<std::thread> writers;
  std::vector<absl::Status> statuses(4);
  for (int writer = 0; writer < 4; ++writer) {
    writers.emplace_back([&file, &statuses, writer] {
      const auto history = History::Open(file);
      statuses[writer] = history.status();
      for (int drill = 0; history.ok() && statuses[writer].ok() && drill < 10; ++drill)
        statuses[writer] = (*history)->Add({Drill("shop/a", writer * 10 + drill), ""});
    });
  }
  for (std::thread& writer : writers) writer.join();
  for (const absl::Status& status : statuses) EXPECT_THAT(status, IsOk());
  const auto history = History::Open(file);
  ASSERT_THAT(history, IsOk());
  EXPECT_THAT(StartsOf((*history)->Find({})), SizeIs(40));
}

// Fields and words of a harness that is newer, in a schema that is not.
TEST(HistoryTest, ReadsWhatANewerHarnessAdded) {
  const std::string file = NewFile("newer");
  const auto history = History::Open(file);
  ASSERT_THAT(history, IsOk());
  ASSERT_THAT((*history)->Add({Drill("shop/a", 1), ""}), IsOk());
  const auto store = OpenSqliteHistory(file);
  ASSERT_THAT(store, IsOk());
  ASSERT_THAT((*store)->Execute("UPDATE drill SET summary = $1",
                                {"{\"scenario\": \"shop/a\", \"mood\": \"good\", "
                                 "\"outcome\": \"splendid\"}"}),
              IsOk());
  const auto kept = (*history)->Find({});
  ASSERT_THAT(kept, IsOk());
  EXPECT_EQ(kept->front().summary.scenario(), "shop/a");
  EXPECT_EQ(kept->front().summary.outcome(), OUTCOME_UNSPECIFIED);
}

TEST(HistoryTest, AnUnreadableDrillIsNamed) {
  const std::string file = NewFile("unreadable");
  const auto history = History::Open(file);
  ASSERT_THAT(history, IsOk());
  ASSERT_THAT((*history)->Add({Drill("shop/a", 1), "/runs/7"}), IsOk());
  const auto store = OpenSqliteHistory(file);
  ASSERT_THAT(store, IsOk());
  ASSERT_THAT((*store)->Execute("UPDATE drill SET summary = '{'", {}), IsOk());
  EXPECT_THAT((*history)->Find({}),
              StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr("/runs/7")));
}

class PostgresHistoryTest : public SharedPostgresTest {
 protected:
  void SetUpWithServer() override { Execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public"); }

  static std::string Url() {
    return absl::StrCat("postgresql://", login().user, ":not-a-word@/", login().name,
                        "?host=", login().address);
  }
};

TEST_F(PostgresHistoryTest, KeepsAndFindsDrills) {
  const auto history = History::Open(Url());
  ASSERT_THAT(history, IsOk());
  ExpectKeepsAndFinds(**history);
}

TEST_F(PostgresHistoryTest, KeepsWhatWasNeverMeasuredAsNull) {
  const auto history = History::Open(Url());
  ASSERT_THAT(history, IsOk());
  Summary drill = Drill("shop/a", 1);
  drill.clear_recovery();
  ASSERT_THAT((*history)->Add({drill, ""}), IsOk());
  const auto rows = QueryPostgres(
      login(), "SELECT recovery_ms, (SELECT duration_ms FROM phase) FROM drill", absl::Seconds(5));
  ASSERT_THAT(rows, IsOk());
  EXPECT_THAT(*rows, ElementsAre(ElementsAre(std::nullopt, "812.25")));
}

TEST_F(PostgresHistoryTest, OtherTablesAreLeftAlone) {
  Execute("CREATE TABLE customers (id int)");
  EXPECT_THAT(History::Open(Url()),
              StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr("customers")));
}

TEST_F(PostgresHistoryTest, AnErrorDoesNotTellThePassword) {
  const auto history = History::Open(absl::StrCat("postgresql://nobody-at-all:not-a-word@/",
                                                  login().name, "?host=", login().address));
  ASSERT_FALSE(history.ok());
  EXPECT_EQ(history.status().code(), absl::StatusCode::kUnavailable) << history.status();
  EXPECT_THAT(std::string(history.status().message()), Not(HasSubstr("not-a-word")));
  EXPECT_THAT(std::string(history.status().message()), HasSubstr("nobody-at-all"));
}

}  // namespace
}  // namespace drill
