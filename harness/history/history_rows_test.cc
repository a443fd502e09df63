#include "harness/history/history_rows.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::Field;
using ::testing::Pair;

Summary Drill() {
  Summary drill;
  drill.set_scenario("shop/a");
  drill.set_started_at("2026-03-01T11:00:00.5+01:00");
  SummaryPhase& phase = *drill.add_phases();
  phase.set_name("host");
  phase.set_started_ms(1);
  phase.set_duration_ms(812.25);
  return drill;
}

TEST(HistoryRowsTest, ADrillWithItsParts) {
  Summary drill = Drill();
  drill.add_commands()->set_text("make back");
  drill.add_targets()->set_name("recovery");
  drill.add_checks()->set_name("schema");
  drill.add_lateness()->set_load_average(0.5);
  drill.add_lateness()->set_load_average(2.5);
  const auto rows = HistoryRowsOf(drill, "/runs/1");
  ASSERT_THAT(rows, IsOk());
  EXPECT_THAT(
      *rows,
      ElementsAre(Field(&HistoryInsert::table, "drill"), Field(&HistoryInsert::table, "phase"),
                  Field(&HistoryInsert::table, "command"), Field(&HistoryInsert::table, "target"),
                  Field(&HistoryInsert::table, "check_result")));
  EXPECT_THAT((*rows)[0].cells, AllOf(Contains(Pair("started_at", "2026-03-01T10:00:00.500000Z")),
                                      Contains(Pair("recovery_ms", std::nullopt)),
                                      Contains(Pair("load_average", "2.5")),
                                      Contains(Pair("run_directory", "/runs/1"))));
  EXPECT_THAT((*rows)[1].cells, Contains(Pair("duration_ms", "812.25")));
  for (size_t part = 1; part < rows->size(); ++part)
    EXPECT_THAT((*rows)[part].cells, Contains(Pair("drill_id", HistoryId(drill))));
}

TEST(HistoryRowsTest, ADrillIsKnownByWhatItsJournalSays) {
  const std::string id = HistoryId(Drill());
  Summary judged_anew = Drill();
  judged_anew.set_outcome(OUTCOME_FAILED);
  judged_anew.add_reasons("a check that an older harness did not have");
  EXPECT_EQ(HistoryId(judged_anew), id);
  Summary at_another_time = Drill();
  at_another_time.set_started_at("2026-03-01T11:00:00.6+01:00");
  EXPECT_NE(HistoryId(at_another_time), id);
  Summary beside = Drill();
  beside.mutable_phases(0)->set_duration_ms(812.251);
  EXPECT_NE(HistoryId(beside), id);
  Summary control = Drill();
  control.set_control("no_fault");
  EXPECT_NE(HistoryId(control), id);
}

TEST(HistoryRowsTest, WhatIsNoTimeIsRefused) {
  Summary drill = Drill();
  drill.clear_started_at();
  EXPECT_THAT(HistoryRowsOf(drill, ""), StatusIs(absl::StatusCode::kInvalidArgument));
  EXPECT_THAT(HistoryTime("2026-03-01"), StatusIs(absl::StatusCode::kInvalidArgument));
}

}  // namespace
}  // namespace drill
