#include "harness/journal/summary.h"

#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/journal/journal.pb.h"
#include "harness/testing/status_matchers.h"
#include "nlohmann/json.hpp"

namespace drill {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using Json = nlohmann::json;

const Verdict kPassed{OUTCOME_PASSED, 0, true, false, false, {}};

class SummaryTest : public ::testing::Test {
 protected:
  Event* Add(int64_t at_us) {
    Event& event = journal_.events.emplace_back();
    event.set_at_us(at_us);
    return &event;
  }
  void Phase(const std::string& name, int64_t start_us, int64_t duration_us) {
    Add(start_us)->mutable_phase_started()->set_name(name);
    PhaseEnded& ended = *Add(start_us + duration_us)->mutable_phase_ended();
    ended.set_name(name);
    ended.set_duration_us(duration_us);
  }
  void Command(int64_t duration_us, bool nested) {
    CommandRun& command = *Add(0)->mutable_command_run();
    command.set_text("up");
    command.set_line(12);
    command.set_duration_us(duration_us);
    command.set_nested(nested);
    command.set_verbatim(true);
  }
  void Recovered(bool recovered, int64_t first_green_us) {
    Event& event = *Add(0);
    event.mutable_recovered()->set_recovered(recovered);
    event.mutable_recovered()->set_first_green_us(first_green_us);
  }
  void Target(int64_t limit_ms) { Add(0)->mutable_target()->set_limit_ms(limit_ms); }
  Json Report(const Verdict& verdict = kPassed) {
    const absl::StatusOr<std::string> json = SummaryJson(Summarize(journal_, verdict));
    EXPECT_THAT(json, IsOk());
    return Json::parse(*json);
  }

  Journal journal_;
};

TEST_F(SummaryTest, RecoveryTimeIsFromTheProceduresStartToTheFirstGreenObservation) {
  Target(30000);
  Phase("procedure", 8000000, 4000000);
  Recovered(true, 13500000);
  const Summary summary = Summarize(journal_, kPassed);
  EXPECT_EQ(summary.recovery().time_ms(), 5500);
  EXPECT_EQ(summary.targets(0).measured_ms(), 5500);
  EXPECT_TRUE(summary.targets(0).met());
  EXPECT_THAT(summary.claim(), HasSubstr("No percentile"));
}

TEST_F(SummaryTest, ATargetIsNotMetWhenLateOrNeverRecovered) {
  Target(5499);
  Phase("procedure", 8000000, 4000000);
  Recovered(true, 13500000);
  EXPECT_FALSE(Summarize(journal_, kPassed).targets(0).met());
  Recovered(false, 0);
  journal_.events.erase(journal_.events.end() - 2);
  const Summary never = Summarize(journal_, kPassed);
  EXPECT_FALSE(never.targets(0).met());
  EXPECT_FALSE(never.targets(0).has_measured_ms());
  EXPECT_THAT(never.claim(), HasSubstr("No recovery time"));
}

TEST_F(SummaryTest, CommandsThatOnlyWaitAreTold) {
  Command(3000000, false);
  Add(0)->mutable_drill_ended()->set_duration_us(100000000);
  EXPECT_FALSE(Summarize(journal_, kPassed).time().has_fixed_waits_ms());
  for (const char* text :
       {"sleep 30", "sleep 0.5m", "sleep $PAUSE", "sleepy 30", "sleep 1 && date"}) {
    CommandRun& run = *Add(0)->mutable_command_run();
    run.set_text(text);
    run.set_duration_us(30000000);
  }
  const Summary summary = Summarize(journal_, kPassed);
  EXPECT_EQ(summary.time().fixed_waits(), 2);
  EXPECT_EQ(summary.time().fixed_waits_ms(), 60000);
}

TEST_F(SummaryTest, OverheadIsWhatTheDocumentedCommandsDidNotTake) {
  Phase("steady_state", 1000000, 500000);
  Command(3000000, false);
  Command(2000000, true);
  Add(0)->mutable_drill_ended()->set_duration_us(10000000);
  const Summary summary = Summarize(journal_, kPassed);
  EXPECT_EQ(summary.time().total_ms(), 10000);
  EXPECT_EQ(summary.time().commands_ms(), 3000);
  EXPECT_EQ(summary.time().overhead_ms(), 7000);
  EXPECT_EQ(summary.time().to_steady_state_ms(), 1500);
}

TEST_F(SummaryTest, StablePathsAreThereInAnEmptyReport) {
  const Json report = Report(Verdict());
  EXPECT_EQ(report["outcome"], "error");
  EXPECT_EQ(report["exit_code"], 4);
  EXPECT_EQ(report["as_expected"], false);
  EXPECT_EQ(report["seed"], 0);
  EXPECT_EQ(report["fault"]["proved"], false);
  EXPECT_EQ(report["journal_complete"], false);
  for (const char* list :
       {"phases", "commands", "deviations", "targets", "checks", "residue", "load"}) {
    EXPECT_TRUE(report[list].is_array()) << list;
    EXPECT_THAT(report[list], IsEmpty()) << list;
  }
  // Never measured is not 0.
  for (const char* number : {"rows_acknowledged", "rows_lost", "rows_unexpected", "lost_seconds"}) {
    EXPECT_TRUE(report["data"].at(number).is_null()) << number;
  }
  EXPECT_THAT(report["reasons"], ElementsAre("no verdict was made of this drill"));
}

TEST_F(SummaryTest, StablePathsHoldTheFacts) {
  Add(0)->mutable_drill_started()->set_seed(18446744073709551615u);
  Phase("host", 1000, 2500);
  Command(1500, false);
  Deviation& deviation = *Add(0)->mutable_deviation();
  deviation.set_line(7);
  deviation.set_reason("r");
  Target(30000);
  CheckResult& check = *Add(0)->mutable_check();
  check.set_name("schema");
  check.set_expected("a");
  check.set_actual("b");
  DataResult& data = *Add(0)->mutable_data();
  data.set_rule(LOSS_RULE_NOTHING_LOST);
  data.set_rows_acknowledged(5);
  Add(0)->mutable_residue()->add_left("/mnt/x");
  FaultProof& proof = *Add(0)->mutable_fault_proof();
  proof.set_proved(true);
  proof.add_evidence("p: seen");
  const Json report = Report();
  EXPECT_EQ(report["seed"], 18446744073709551615u);
  EXPECT_EQ(report["phases"][0]["name"], "host");
  EXPECT_EQ(report["phases"][0]["duration_ms"], 2.5);
  EXPECT_EQ(report["commands"][0]["text"], "up");
  EXPECT_EQ(report["commands"][0]["line"], 12);
  EXPECT_EQ(report["commands"][0]["exit_code"], 0);
  EXPECT_EQ(report["commands"][0]["duration_ms"], 1.5);
  EXPECT_EQ(report["commands"][0]["verbatim"], true);
  EXPECT_EQ(report["deviations"][0]["line"], 7);
  EXPECT_EQ(report["deviations"][0]["reason"], "r");
  EXPECT_EQ(report["targets"][0]["limit_ms"], 30000);
  EXPECT_TRUE(report["targets"][0]["measured_ms"].is_null());
  EXPECT_EQ(report["targets"][0]["met"], false);
  EXPECT_EQ(report["checks"][0]["passed"], false);
  EXPECT_EQ(report["checks"][0]["actual"], "b");
  EXPECT_EQ(report["data"]["rows_acknowledged"], 5);
  EXPECT_EQ(report["data"]["rows_lost"], 0);
  EXPECT_EQ(report["data"]["lost_seconds"], 0);
  EXPECT_EQ(report["fault"]["evidence"][0], "p: seen");
  EXPECT_THAT(report["residue"], ElementsAre("/mnt/x"));
}

TEST_F(SummaryTest, DataThatWasNotLookedForHasNoNumbers) {
  Add(0)->mutable_data()->set_rule(LOSS_RULE_NOT_CHECKED);
  EXPECT_EQ(Report()["data"]["rule"], "not_checked");
  EXPECT_TRUE(Report()["data"]["rows_lost"].is_null());
}

TEST_F(SummaryTest, APhaseThatNeverEndedHasNoDuration) {
  Add(5000)->mutable_phase_started()->set_name("fault");
  EXPECT_EQ(Report()["phases"][0]["started_ms"], 5);
  EXPECT_TRUE(Report()["phases"][0]["duration_ms"].is_null());
}

TEST_F(SummaryTest, ATornJournalIsNotComplete) {
  Add(0)->mutable_drill_ended()->set_duration_us(1);
  EXPECT_TRUE(Summarize(journal_, kPassed).journal_complete());
  journal_.torn = true;
  EXPECT_FALSE(Summarize(journal_, kPassed).journal_complete());
}

TEST_F(SummaryTest, CarriesTheVerdict) {
  const Summary summary =
      Summarize(journal_, Verdict{OUTCOME_FAILED, 1, false, true, false, {"first", "second"}});
  EXPECT_EQ(summary.outcome(), OUTCOME_FAILED);
  EXPECT_EQ(summary.exit_code(), 1);
  EXPECT_TRUE(summary.over_target());
  EXPECT_THAT(summary.reasons(), ElementsAre("first", "second"));
}

TEST_F(SummaryTest, ACommandsRemarksKnowTheMachine) {
  Add(0)->mutable_machine()->set_engine_version("26.1.5");
  CommandRun& command = *Add(0)->mutable_command_run();
  command.set_text("docker volume prune -f");
  command.add_last_words("said");
  command.add_unreached()->set_text("of a script");
  Add(0)->mutable_procedure_ended()->add_unreached()->set_text("of the procedure");
  const Summary summary = Summarize(journal_, kPassed);
  EXPECT_THAT(summary.commands(0).remarks(),
              ElementsAre(HasSubstr("was never run"), HasSubstr("26.1.5")));
  EXPECT_THAT(summary.commands(0).last_words(), ElementsAre("said"));
  ASSERT_EQ(summary.unreached_size(), 2);
  EXPECT_EQ(summary.unreached(1).text(), "of the procedure");
}

}  // namespace
}  // namespace drill
