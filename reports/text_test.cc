#include "reports/text.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace drill {
namespace {

using ::testing::ElementsAre;
using ::testing::EndsWith;

TEST(HumanTimeTest, UsesTheUnitThatFits) {
  EXPECT_EQ(HumanTime(0), "0 ms");
  EXPECT_EQ(HumanTime(820.4), "820 ms");
  EXPECT_EQ(HumanTime(5500), "5.50 s");
  EXPECT_EQ(HumanTime(125000), "2 min 5 s");
  EXPECT_EQ(HumanTime(300000), "5 min");
  EXPECT_EQ(HumanTime(86400000), "24.0 h");
  EXPECT_EQ(HumanTime(10 * 86400000.0), "10.0 days");
}

TEST(PercentageTest, HasOneDecimal) {
  EXPECT_EQ(Percentage(0), "0.0 %");
  EXPECT_EQ(Percentage(0.125), "12.5 %");
}

TEST(ErrorsTest, SayWhatBecameOfTheRequests) {
  SummaryLoad load;
  EXPECT_EQ(Errors(load), "0.0 %");
  load.set_error_rate(0.125);
  load.add_errors("status 504 (4)");
  load.add_errors("no answer in time (1)");
  EXPECT_EQ(Errors(load), "12.5 %: status 504 (4), no answer in time (1)");
}

TEST(TimeSentenceTest, FixedWaitsAreToldWithTheirShare) {
  SummaryTime time;
  time.set_total_ms(150000);
  time.set_commands_ms(80000);
  EXPECT_EQ(TimeSentence(time),
            "2 min 30 s in all, of which 1 min 20 s are the documented commands");
  time.set_fixed_waits(2);
  time.set_fixed_waits_ms(60000);
  EXPECT_EQ(TimeSentence(time),
            "2 min 30 s in all, of which 1 min 20 s are the documented commands; 1 min of these, "
            "75.0 %, only wait for a fixed time (2 sleeps)");
}

TEST(HeadlineTest, SaysWhatMatters) {
  Summary summary;
  summary.set_outcome(OUTCOME_PASSED);
  EXPECT_EQ(Headline(summary), "passed");
  summary.set_over_target(true);
  EXPECT_EQ(Headline(summary), "passed, over the time target");
  summary.add_residue("/mnt");
  EXPECT_EQ(Headline(summary), "passed, over the time target, residue left");
  Summary known_bad;
  known_bad.set_outcome(OUTCOME_FAILED);
  known_bad.set_known_bad_check("schema");
  EXPECT_EQ(Headline(known_bad), "failed, which this known-bad scenario does not expect");
  known_bad.set_control("no_rollback");
  EXPECT_EQ(Headline(known_bad), "failed, as this control must not");
  known_bad.set_as_expected(true);
  EXPECT_EQ(Headline(known_bad), "failed, as this control must");
  known_bad.set_control("");
  EXPECT_EQ(Headline(known_bad), "failed, as this known-bad scenario expects");
}

TEST(RecoveryAgainstTargetTest, QuotesTheDocument) {
  Summary summary;
  summary.set_outcome(OUTCOME_FAILED);
  SummaryTarget target;
  target.set_limit_ms(30000);
  target.set_source("\"about 30 s\", ROLLBACK.md:9");
  EXPECT_EQ(RecoveryAgainstTarget(summary, target),
            "not recovered; target 30.00 s (\"about 30 s\", ROLLBACK.md:9)");
  summary.set_outcome(OUTCOME_INVALID);
  EXPECT_EQ(RecoveryAgainstTarget(summary, target),
            "not looked for: the drill did not come that far; target 30.00 s (\"about 30 s\", "
            "ROLLBACK.md:9)");
  summary.mutable_recovery()->set_recovered(true);
  EXPECT_EQ(RecoveryAgainstTarget(summary, target),
            "recovered, but its time was not measured; target 30.00 s (\"about 30 s\", "
            "ROLLBACK.md:9)");
  target.set_measured_ms(31000);
  EXPECT_EQ(RecoveryAgainstTarget(summary, target),
            "31.00 s; target 30.00 s, missed (\"about 30 s\", ROLLBACK.md:9)");
  target.set_met(true);
  target.set_source("");
  EXPECT_EQ(RecoveryAgainstTarget(summary, target), "31.00 s; target 30.00 s, met");
}

TEST(DataSentenceTest, CountsOrSaysThatNothingWasCounted) {
  SummaryData data;
  EXPECT_EQ(DataSentence(data), "not looked for: the drill did not come that far");
  data.set_rule(LOSS_RULE_NOT_CHECKED);
  EXPECT_EQ(DataSentence(data), "not looked for");
  data.set_rule(LOSS_RULE_RECOVERY_POINT);
  data.set_rows_acknowledged(840);
  data.set_rows_lost(2);
  data.set_lost_seconds(1.25);
  data.set_rows_in_doubt(1);
  data.set_rows_lost_before_recovery_point(0);
  data.set_recovery_point_file("/b.sql");
  EXPECT_EQ(
      DataSentence(data),
      "2 of 840 acknowledged writes lost (1.25 s from the first to the last), 0 unexpected, 1 in "
      "doubt; 0 from before the recovery point /b.sql, 0 from after the recovery");
  data.set_recovery_point_age_seconds(86400);
  data.set_recovery_point_evidence("the time in its name");
  data.set_max_lost_seconds(60);
  EXPECT_THAT(DataSentence(data),
              EndsWith("; the recovery point was 24.0 h old at the fault (the time in its name), "
                       "allowed are 1 min"));
}

TEST(MachineLinesTest, TellTheClocksStepsAndHowLateItWas) {
  Summary summary;
  EXPECT_TRUE(MachineLines(summary).empty());
  summary.add_clock_steps()->set_phase("load");
  summary.mutable_clock_steps(0)->set_seconds(2.5);
  Lateness& late = *summary.add_lateness();
  late.set_phase("recovery");
  late.set_mean_ms(1.25);
  late.set_worst_ms(40);
  late.set_runnable_per_processor(2);
  EXPECT_THAT(MachineLines(summary),
              ElementsAre("the wall clock was set by +2.5 s in phase load",
                          "recovery: 1.2 ms late on average, 40 ms at worst; 2.0 threads for each "
                          "processor"));
  late.set_cpu_pressure(0.5);
  EXPECT_THAT(LatenessSentence(late), EndsWith("waited for a processor 50 % of the time"));
}

TEST(CheckFateTest, TellsFourFates) {
  SummaryCheck check;
  EXPECT_EQ(CheckFate(check), "failed");
  check.set_undecided(true);
  EXPECT_EQ(CheckFate(check), "not seen");
  check.set_skipped(true);
  EXPECT_EQ(CheckFate(check), "left out");
  SummaryCheck passed;
  passed.set_passed(true);
  EXPECT_EQ(CheckFate(passed), "passed");
}

TEST(CommandFateTest, TellsHowItEnded) {
  SummaryCommand command;
  EXPECT_EQ(CommandFate(command), "exit 0");
  command.set_tolerated(true);
  EXPECT_EQ(CommandFate(command), "exit 0");
  command.set_exit_code(3);
  EXPECT_EQ(CommandFate(command), "exit 3, tolerated");
  command.set_signal(9);
  EXPECT_EQ(CommandFate(command), "signal 9, tolerated");
  command.set_timed_out(true);
  command.set_tolerated(false);
  EXPECT_EQ(CommandFate(command), "no end within its limit");
}

TEST(CommandFateTest, ALookThatFoundNothing) {
  SummaryCommand command;
  command.set_exit_code(1);
  command.set_found_nothing(true);
  EXPECT_EQ(CommandFate(command), "exit 1, found nothing");
}

TEST(OneLineTest, FoldsAndCutsAtCharacters) {
  EXPECT_EQ(ShortLine("a\nb\tc\x1b[31m", 20), "a b c [31m");
  EXPECT_EQ(ShortLine("abcdef", 6), "abcdef");
  EXPECT_EQ(ShortLine("abcdefg", 6), "abc...");
  EXPECT_EQ(ShortLine("ääääääää", 6), "äää...");
  EXPECT_EQ(ShortLine("a\xff", 6), "a\xEF\xBF\xBD");
  EXPECT_EQ(ShortLine("", 6), "");
}

TEST(XmlCharactersTest, LeavesMarkupAlone) {
  EXPECT_EQ(XmlCharacters("a<b> & \n\t\r"), "a<b> & \n\t\r");
  EXPECT_EQ(XmlCharacters(std::string("\x1b[0m\0\x7f\xff", 7)),
            "\xEF\xBF\xBD[0m\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD");
}

TEST(EscapeXmlTest, EscapesMarkupAndWhatXmlCannotHold) {
  EXPECT_EQ(EscapeXml("a<b> & \"c\" 'd'"), "a&lt;b&gt; &amp; &quot;c&quot; &#39;d&#39;");
  EXPECT_EQ(EscapeXml("a\nb\t\r"), "a&#10;b&#9;&#13;");
  EXPECT_EQ(EscapeXml("grün €"), "grün €");
  EXPECT_EQ(EscapeXml(std::string("\x1b[0m\0", 5)), "\xEF\xBF\xBD[0m\xEF\xBF\xBD");
  EXPECT_EQ(EscapeXml("\xff\xc3"), "\xEF\xBF\xBD\xEF\xBF\xBD");
  EXPECT_EQ(EscapeXml("\xEF\xBF\xBF"), "\xEF\xBF\xBD");
}

TEST(HumanBytesTest, IsShort) {
  EXPECT_EQ(HumanBytes(512), "512 B");
  EXPECT_EQ(HumanBytes(1500), "1.5 kB");
  EXPECT_EQ(HumanBytes(38.1e6), "38.1 MB");
}

TEST(BackupSentenceTest, TellsAgeSizeAndWorth) {
  SummaryBackup backup;
  backup.set_name("db");
  backup.set_when("before");
  EXPECT_EQ(BackupSentence(backup), "db before the drill: none");
  backup.set_files(2);
  backup.set_newest("/b/db_1.sql");
  backup.set_newest_bytes(2000);
  backup.set_newest_age_seconds(12);
  EXPECT_EQ(BackupSentence(backup),
            "db before the drill: 2 files, the newest /b/db_1.sql, 2.0 kB, 12.00 s old");
  backup.set_restorable(true);
  backup.set_revision("s48");
  EXPECT_EQ(BackupSentence(backup),
            "db before the drill: 2 files, the newest /b/db_1.sql, 2.0 kB, 12.00 s old, "
            "restorable, revision s48");
  backup.set_restorable(false);
  backup.set_revision("");
  backup.set_remark("it does not load");
  EXPECT_EQ(BackupSentence(backup),
            "db before the drill: 2 files, the newest /b/db_1.sql, 2.0 kB, 12.00 s old, NOT "
            "restorable (it does not load)");
}

TEST(MachineSentenceTest, TellsWhatIsKnown) {
  SummaryMachine machine;
  EXPECT_EQ(MachineSentence(machine), "");
  machine.set_engine_version("26.1.5");
  EXPECT_EQ(MachineSentence(machine), "Docker 26.1.5");
  machine.set_system("Debian");
  machine.set_kernel("Linux 6.1 x86_64");
  machine.set_processors(1);
  machine.set_memory_bytes(8000000000);
  machine.set_compose_version("2.26.1");
  EXPECT_EQ(MachineSentence(machine),
            "Debian, Linux 6.1 x86_64, 1 processor, 8.0 GB; Docker 26.1.5, Compose 2.26.1");
}

TEST(HarnessSentenceTest, NamesCommitAndProgram) {
  SummaryHarness harness;
  EXPECT_EQ(HarnessSentence(harness), "");
  harness.set_sha256("0123456789abcdef");
  EXPECT_EQ(HarnessSentence(harness), "program sha256:0123456789ab");
  harness.set_git_commit("fedcba9876543210");
  harness.set_git_modified(true);
  EXPECT_EQ(HarnessSentence(harness),
            "commit fedcba987654, with changes that are in no commit; program sha256:0123456789ab");
}

TEST(DataSentenceTest, OneWriteIsOneWrite) {
  SummaryData data;
  data.set_rows_lost(1);
  data.set_rows_acknowledged(1);
  data.set_rows_unexpected(0);
  EXPECT_EQ(DataSentence(data).substr(0, 33), "1 of 1 acknowledged write lost (0");
}

}  // namespace
}  // namespace drill
