#include "reports/console.h"

#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace drill {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;

class StillClock : public Clock {
 public:
  absl::Duration Monotonic() override { return absl::Seconds(100); }
  absl::Time Wall() override { return absl::UnixEpoch(); }
  void Sleep(absl::Duration) override {}
};

class ConsoleTest : public ::testing::Test {
 protected:
  // What a console that is told `events` has written when it is gone.
  std::string Said(const ConsoleOptions& options, const std::vector<Event>& events) {
    char* text = nullptr;
    size_t size = 0;
    std::FILE* stream = open_memstream(&text, &size);
    {
      Console console(stream, options, clock_);
      for (const Event& event : events) console.OnEvent(event);
      console.Say("building image aria-base:13");
    }
    std::fclose(stream);
    std::string said(text, size);
    std::free(text);
    return said;
  }

  static std::vector<Event> Procedure() {
    std::vector<Event> events(4);
    events[0].mutable_target()->set_limit_ms(30000);
    events[1].mutable_phase_started()->set_name("procedure");
    events[2].set_at_us(1234567);
    CommandRun& command = *events[2].mutable_command_run();
    command.set_text("docker compose\n  up");
    command.set_line(41);
    command.set_duration_us(3600000);
    command.set_exit_code(1);
    events[3].set_at_us(2000000);
    events[3].mutable_phase_ended()->set_name("procedure");
    events[3].mutable_phase_ended()->set_duration_us(4000000);
    return events;
  }

  StillClock clock_;
};

TEST_F(ConsoleTest, PlainLinesWithoutATerminal) {
  EXPECT_EQ(Said({}, Procedure()),
            "[   1.23 s]   line 41   exit 1, 3.60 s: docker compose   up (not as written)\n"
            "[   2.00 s] procedure     4.00 s\n"
            "building image aria-base:13\n");
}

TEST_F(ConsoleTest, LinesOfSeveralDrillsSayWhoseTheyAre) {
  ConsoleOptions options;
  options.prefix = "shop/x | ";
  EXPECT_THAT(Said(options, Procedure()), HasSubstr("\nshop/x | [   2.00 s] procedure"));
  Summary summary;
  summary.set_outcome(OUTCOME_FAILED);
  summary.set_scenario("shop/x");
  EXPECT_THAT(FinalLines(summary, "", false, "shop/x | "),
              ::testing::StartsWith("shop/x | FAILED: shop/x\nshop/x |   data"));
}

TEST_F(ConsoleTest, AnotherTerminalIsShownWhatWasShownLast) {
  std::FILE* file = std::tmpfile();
  {
    Console console(file, {}, clock_);
    for (int i = 1; i <= 40; ++i) console.Say("line " + std::to_string(i));
    std::rewind(file);
    console.ShowAgain("It goes on here.");
    std::rewind(file);
    std::string said(100000, '\0');
    said.resize(std::fread(said.data(), 1, said.size(), file));
    EXPECT_THAT(said, StartsWith("\nIt goes on here.\nline 11\nline 12\n"));
  }
  std::fclose(file);
}

TEST(EventLineTest, WhatACommandAskedForInVainIsTold) {
  Event event;
  event.mutable_deviation()->set_kind("not_done");
  event.mutable_deviation()->set_reason("the clock was not set");
  EXPECT_EQ(EventLine(event), "  not done: the clock was not set");
  event.mutable_deviation()->set_kind("binding");
  EXPECT_EQ(EventLine(event), "") << "the scenario says so itself";
}

TEST(EventLineTest, WhatIsNotLookedAtAndHowLongItIsWatchedIsTold) {
  Event missing;
  missing.mutable_not_looked_at()->set_check("endpoints");
  missing.mutable_not_looked_at()->set_reason("the runbook promises none");
  EXPECT_EQ(EventLine(missing), "  not looked at: endpoints: the runbook promises none");
  Event watch;
  watch.mutable_watch_limit()->set_limit_us(5'000'000);
  watch.mutable_watch_limit()->set_reason("the procedure failed");
  EXPECT_EQ(EventLine(watch), "  watching for 5.00 s at most: the procedure failed");
  watch.mutable_watch_limit()->set_usual_us(5'000'000);
  EXPECT_EQ(EventLine(watch), "") << "as the scenario says";
  Event step;
  step.mutable_clock_step()->set_phase("procedure");
  step.mutable_clock_step()->set_seconds(-3);
  EXPECT_EQ(EventLine(step), "  the wall clock was set by -3.0 s in phase procedure");
  Event late;
  late.mutable_lateness()->set_phase("recovery");
  late.mutable_lateness()->set_worst_ms(40);
  EXPECT_EQ(EventLine(late), "");
  late.mutable_lateness()->set_worst_ms(900);
  EXPECT_THAT(EventLine(late), HasSubstr("recovery: 0.0 ms late on average, 900 ms at worst"));
}

TEST(FinalLinesTest, AreCompleteAboutWhatWasNotSeen) {
  Summary summary;
  summary.set_outcome(OUTCOME_FAILED);
  for (const char* check : {"endpoints", "load"}) summary.add_not_looked_at()->set_check(check);
  summary.mutable_recovery()->set_watch_limit_ms(5000);
  summary.mutable_recovery()->set_watch_reason("the procedure failed");
  const std::string lines = FinalLines(summary, "", false, "");
  EXPECT_THAT(lines, HasSubstr("  not seen  endpoints, load: not looked at in this drill\n"));
  EXPECT_THAT(lines, HasSubstr("  watched   watched for 5.00 s at most: the procedure failed\n"));
}

TEST(EventLineTest, WhatIsMissingOfAProofComesFirst) {
  Event event;
  event.mutable_fault_proof()->add_evidence("a: green: 1");
  event.mutable_fault_proof()->add_evidence("b: red: 2");
  EXPECT_EQ(EventLine(event), "  NOT proved: b: red: 2; a: green: 1");
}

TEST_F(ConsoleTest, ATerminalIsRedrawnInPlaceWithElapsedAgainstTarget) {
  const std::string said = Said({true, false}, Procedure());
  EXPECT_THAT(said, HasSubstr("\r\x1b[2K  procedure 0.0 s; since the procedure began 0.0 s of 30 "
                              "s"));
  EXPECT_THAT(said, HasSubstr("building image aria-base:13\n"));
}

TEST(EventLineTest, ShowsWhatWentWrongAndHidesWhatWentRight) {
  Event check;
  check.mutable_check()->set_name("schema");
  check.mutable_check()->set_expected("a");
  check.mutable_check()->set_actual("b");
  EXPECT_EQ(EventLine(check), "  check failed: schema: expected a; found b");
  check.mutable_check()->set_passed(true);
  EXPECT_EQ(EventLine(check), "");
  Event proof;
  proof.mutable_fault_proof()->add_evidence("p: green");
  EXPECT_EQ(EventLine(proof), "  NOT proved: p: green");
  Event recovered;
  recovered.mutable_recovered()->add_last_seen("api: 503");
  EXPECT_EQ(EventLine(recovered), "  NOT recovered: api: 503");
  Event residue;
  EXPECT_EQ(EventLine(residue), "");
  residue.mutable_residue();
  EXPECT_EQ(EventLine(residue), "");
  residue.mutable_residue()->add_left("/mnt");
  EXPECT_EQ(EventLine(residue), "  left behind: /mnt");
  Event failure;
  failure.mutable_failure()->set_outcome(OUTCOME_ERROR);
  failure.mutable_failure()->set_message("no engine");
  EXPECT_EQ(EventLine(failure), "  error: no engine");
}

TEST(FinalLinesTest, AFailedDrillSaysWhyFirst) {
  Summary summary;
  summary.set_outcome(OUTCOME_FAILED);
  summary.set_exit_code(1);
  summary.set_scenario("aria/bad_release");
  summary.add_reasons("schema: expected a, found b");
  summary.add_reasons("another");
  summary.add_targets()->set_limit_ms(30000);
  EXPECT_EQ(FinalLines(summary, "runs/1", false),
            "FAILED: aria/bad_release\n"
            "  recovery  not recovered; target 30.00 s\n"
            "  why       schema: expected a, found b\n"
            "            another\n"
            "  data      not looked for: the drill did not come that far\n"
            "  report    runs/1\n");
  EXPECT_THAT(FinalLines(summary, "", true), StartsWith("\x1b[31mFAILED\x1b[0m: "));
}

Summary Stopped() {
  Summary summary;
  summary.set_outcome(OUTCOME_FAILED);
  summary.set_exit_code(1);
  summary.set_scenario("aria/bad_release");
  summary.add_reasons("procedure: expected every command, found line 55 exited with 255");
  summary.mutable_procedure()->set_ran(true);
  SummaryCommand& command = *summary.add_commands();
  command.set_line(55);
  command.set_output_file("commands/003-line55.txt");
  return summary;
}

TEST(FinalLinesTest, AProcedureThatStoppedLeadsToItsOutputAndToWhatWasNotRun) {
  Summary summary = Stopped();
  for (int i = 1; i <= 6; ++i) {
    SummaryUnreached& command = *summary.add_unreached();
    command.set_line(60 + i);
    command.set_text("docker compose up -d");
  }
  EXPECT_THAT(
      FinalLines(summary, "runs/1", false),
      HasSubstr("  output    runs/1/commands/003-line55.txt\n"
                "  not run   line 61: docker compose up -d; line 62: docker compose up -d; "
                "line 63: docker compose up -d; line 64: docker compose up -d; and 2 more\n"));
}

TEST(FinalLinesTest, SaysWhatElseFailedAndWhatIsDifferentOnTheMachine) {
  Summary summary = Stopped();
  for (const char* reason : {"schema: b", "load: c", "data: d"}) summary.add_reasons(reason);
  summary.add_worse("shop/web is gone; it ran before the procedure");
  summary.add_appeared("network old_default");
  summary.add_vanished("volume shop_data");
  EXPECT_THAT(FinalLines(summary, "", false),
              HasSubstr("found line 55 exited with 255\n"
                        "            schema: b\n"
                        "            load: c\n"
                        "            and 1 other reason, in the report\n"
                        "  output    commands/003-line55.txt\n"
                        "  worse     shop/web is gone; it ran before the procedure\n"
                        "  new       network old_default\n"
                        "  gone      volume shop_data\n"));
}

TEST(FinalLinesTest, AProcedureThatRanToItsEndHasNoOutputToLookAt) {
  Summary summary = Stopped();
  summary.mutable_procedure()->set_completed(true);
  EXPECT_THAT(FinalLines(summary, "", false), ::testing::Not(HasSubstr("  output")));
}

TEST(EventLineTest, UnderACommandThatFailedStandsWhatItSaid) {
  Event event;
  CommandRun& command = *event.mutable_command_run();
  command.set_text("alembic downgrade s9");
  command.set_line(55);
  command.set_exit_code(255);
  command.set_verbatim(true);
  command.add_last_words("FAILED: Can't locate revision identified by 's9'");
  EXPECT_EQ(EventLine(event),
            "  line 55   exit 255, 0 ms: alembic downgrade s9\n"
            "              FAILED: Can't locate revision identified by 's9'");
}

TEST(FinalLinesTest, AKnownBadDrillSaysWhatWasFound) {
  Summary summary;
  summary.set_outcome(OUTCOME_FAILED);
  summary.set_as_expected(true);
  summary.set_known_bad_check("schema");
  summary.set_scenario("aria/known_bad_restore");
  summary.add_reasons("schema: expected a, found b");
  EXPECT_THAT(FinalLines(summary, "", false),
              StartsWith("FAILED, as this known-bad scenario expects: aria/known_bad_restore\n"
                         "  found     schema: expected a, found b\n"));
}

TEST(DetectConsoleTest, AFileIsNoTerminal) {
  std::FILE* file = std::tmpfile();
  EXPECT_FALSE(DetectConsole(file).terminal);
  EXPECT_FALSE(DetectConsole(file).color);
  std::fclose(file);
}

TEST(EventLineTest, ShowsAQuarterlyDrillsOwnEvents) {
  Event event;
  event.mutable_procedure_chosen()->set_heading("Full rollback");
  EXPECT_EQ(EventLine(event), "  decided: Full rollback");
}

}  // namespace
}  // namespace drill
