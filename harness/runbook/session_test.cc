#include "harness/runbook/session.h"

#include <signal.h>

#include <fstream>
#include <memory>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/base/clock.h"
#include "harness/base/subprocess.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

using ::testing::AllOf;
using ::testing::Field;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

// The machine itself in place of a drill host: the session only needs a shell.
class LocalHost : public DrillHost {
 public:
  const std::string& id() const override { return id_; }
  absl::StatusOr<SubprocessResult> Exec(const std::vector<std::string>& argv,
                                        const ExecOptions& options) override {
    SubprocessOptions subprocess;
    subprocess.timeout = options.timeout;
    return RunSubprocess(argv, subprocess);
  }
  std::vector<std::string> TerminalCommand(const std::vector<std::string>& argv,
                                           const std::string& directory) const override {
    std::vector<std::string> result = {"env", "--chdir", directory};
    result.insert(result.end(), argv.begin(), argv.end());
    return result;
  }
  absl::Status InNetwork(const std::function<absl::Status()>& body) override { return body(); }
  absl::StatusOr<RootDirectory> Root() const override { return RootDirectory::Open("/"); }
  std::string Diagnose() override { return ""; }
  absl::Status Restart(absl::Duration) override { return absl::UnimplementedError("not here"); }
  absl::StatusOr<std::vector<std::string>> Destroy() override { return std::vector<std::string>(); }

 private:
  std::string id_ = "local";
};

class SessionTest : public ::testing::Test {
 protected:
  SessionTest() {
    options_.output_directory = ::testing::TempDir();
    options_.working_directory = "/tmp";
  }

  OperatorSession& session() {
    if (session_ == nullptr) {
      auto opened = OperatorSession::Open(host_, options_);
      EXPECT_THAT(opened, IsOk());
      session_ = *std::move(opened);
    }
    return *session_;
  }

  static Step Command(const std::string& text, int block = 0) {
    Step step;
    step.text = text;
    step.run_text = text;
    step.line = 10;
    step.block = block;
    return step;
  }

  std::vector<CommandRecord> Run(const Step& step) {
    auto records = session().Run(step);
    EXPECT_THAT(records, IsOk());
    return records.ok() ? *records : std::vector<CommandRecord>();
  }

  // The step's own record, with its output.
  std::pair<CommandRecord, std::string> RunOne(const std::string& text, int block = 0) {
    std::vector<CommandRecord> records = Run(Command(text, block));
    if (records.empty()) {
      ADD_FAILURE() << text << " was not run";
      return {};
    }
    return {records[0], Output(records[0])};
  }

  std::string Output(const CommandRecord& record) {
    std::ifstream in(absl::StrCat(options_.output_directory, "/", record.output_file));
    std::stringstream content;
    content << in.rdbuf();
    return content.str();
  }

  LocalHost host_;
  SessionOptions options_;
  std::unique_ptr<OperatorSession> session_;
};

TEST_F(SessionTest, RecordsTextLineExitCodeAndOutput) {
  const auto before = RealClock().Monotonic();
  const auto [record, output] = RunOne("echo hello; echo sorry >&2; (exit 3)");
  EXPECT_EQ(record.text, "echo hello; echo sorry >&2; (exit 3)");
  EXPECT_EQ(record.line, 10);
  EXPECT_EQ(record.exit_code, 3);
  EXPECT_TRUE(record.failed());
  EXPECT_FALSE(record.timed_out);
  EXPECT_GE(record.start, before);
  EXPECT_GE(record.duration, absl::ZeroDuration());
  EXPECT_THAT(output, AllOf(HasSubstr("hello\n"), HasSubstr("sorry\n")));
}

TEST_F(SessionTest, ALookThatFindsNothingDoesNotStopTheOperator) {
  Step look = Command("echo fine | grep error");
  look.finds_nothing = {1};
  const std::vector<CommandRecord> records = Run(look);
  ASSERT_THAT(records, ::testing::Not(IsEmpty()));
  EXPECT_EQ(records[0].exit_code, 1);
  EXPECT_TRUE(records[0].found_nothing);
  EXPECT_FALSE(records[0].stops_operator());
  // Another code is a failure of the look itself.
  look.text = look.run_text = "grep x /nowhere/at/all";
  EXPECT_TRUE(Run(look)[0].stops_operator());
  EXPECT_TRUE(RunOne("echo fine | grep error").first.stops_operator());
}

TEST_F(SessionTest, StateCarriesOver) {
  RunOne("cd /usr; V='a b'; export E=exported; f() { echo \"f: $1\"; }; alias hi='echo hi'");
  EXPECT_EQ(RunOne("pwd; echo \"$V\"; bash -c 'echo $E'; f x", 1).second,
            "/usr\na b\nexported\nf: x\n");
  EXPECT_EQ(RunOne("hi", 2).second, "hi\n");
}

TEST_F(SessionTest, StatusOfTheLastCommandCarriesOver) {
  RunOne("(exit 7)");
  EXPECT_EQ(RunOne("echo $?").second, "7\n");
  EXPECT_EQ(RunOne("echo $?").second, "0\n");
}

TEST_F(SessionTest, DeclareMakesAVariableOfTheSession) {
  RunOne("declare kept=1");
  EXPECT_EQ(RunOne("echo $kept").second, "1\n");
}

TEST_F(SessionTest, ThereIsATerminalOfSaneSizeAndPagersPrint) {
  EXPECT_EQ(RunOne("test -t 0 && test -t 1 && echo tty; stty size; echo $PAGER $GIT_PAGER").second,
            "tty\n50 200\ncat cat\n");
}

TEST_F(SessionTest, ExitEndsTheBlockNotTheSession) {
  EXPECT_EQ(RunOne("V=kept").first.exit_code, 0);
  EXPECT_EQ(RunOne("exit 4").first.exit_code, 4);
  EXPECT_THAT(Run(Command("echo must not run")), IsEmpty());
  EXPECT_EQ(RunOne("echo $V", 1).second, "kept\n");
}

TEST_F(SessionTest, ExitInsideConstructsEndsTheBlock) {
  const auto [record, output] =
      RunOne("g() { for i in 1 2; do exit 5; done; }; g; echo not reached");
  EXPECT_EQ(record.exit_code, 5);
  EXPECT_THAT(output, Not(HasSubstr("not reached")));
  EXPECT_THAT(Run(Command("echo must not run")), IsEmpty());
  EXPECT_EQ(RunOne("(exit 6); echo $?", 1).second, "6\n");
}

TEST_F(SessionTest, ErrexitEndsTheBlockNotTheSession) {
  RunOne("set -e");
  const auto [record, output] = RunOne("h() { false; echo not reached; }; h; echo nor here");
  EXPECT_EQ(record.exit_code, 1);
  EXPECT_THAT(output, Not(HasSubstr("not reached")));
  EXPECT_THAT(output, Not(HasSubstr("nor here")));
  EXPECT_THAT(Run(Command("echo must not run")), IsEmpty());
  EXPECT_EQ(RunOne("echo alive", 1).second, "alive\n");
}

TEST_F(SessionTest, ErrexitLeavesConditionsAlone) {
  EXPECT_EQ(RunOne("set -e; if false; then :; fi; false || true; ! true; echo on").second, "on\n");
}

TEST_F(SessionTest, AnUnsetVariableUnderNounsetFailsTheCommandOnly) {
  EXPECT_NE(RunOne("set -u; echo $not_set_anywhere").first.exit_code, 0);
  EXPECT_EQ(RunOne("set +u; echo alive").second, "alive\n");
}

TEST_F(SessionTest, HereDocumentsQuotesAndOtherBytesArriveAsWritten) {
  EXPECT_EQ(RunOne("X=1\ncat <<EOF\na $X 'q' \"d\" \\$X é\nEOF").second, "a 1 'q' \"d\" $X é\n");
  EXPECT_EQ(RunOne("printf '%s\\n' 'a\nb' \"c!d\" `echo e`").second, "a\nb\nc!d\ne\n");
  const std::string big(9000, 'x');
  EXPECT_EQ(RunOne("echo " + big).second, big + "\n");
}

TEST_F(SessionTest, ACommandThatReadsTheTerminalDoesNotEatTheNextOne) {
  options_.command_limit = absl::Milliseconds(300);
  const auto [record, output] = RunOne("cat");
  EXPECT_TRUE(record.timed_out);
  EXPECT_TRUE(record.failed());
  EXPECT_EQ(record.signal, SIGINT);
  EXPECT_EQ(RunOne("echo next").second, "next\n");
}

TEST_F(SessionTest, AReadThatNobodyAnswersEndsAtItsLimit) {
  options_.command_limit = absl::Milliseconds(300);
  EXPECT_TRUE(RunOne("read -p 'Continue? ' answer").first.timed_out);
  EXPECT_THAT(session().lost(), IsEmpty());
}

TEST_F(SessionTest, ACommandThatIgnoresCtrlCIsTerminated) {
  options_.command_limit = absl::Milliseconds(300);
  const auto [record, output] = RunOne("bash -c 'trap \"\" INT; sleep 60; sleep 60'");
  EXPECT_TRUE(record.timed_out);
  EXPECT_THAT(record.signal, testing::AnyOf(SIGTERM, SIGKILL));
  EXPECT_EQ(RunOne("echo alive").second, "alive\n");
}

TEST_F(SessionTest, TheLimitOfTheWholeProcedureEndsIt) {
  options_.limit = absl::Seconds(2);
  EXPECT_TRUE(RunOne("sleep 60").first.timed_out);
  EXPECT_THAT(session().lost(), HasSubstr("time for the whole procedure"));
  EXPECT_THAT(session().Run(Command("echo no")),
              StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr("whole procedure")));
}

TEST_F(SessionTest, TheStopTokenEndsTheCommand) {
  StopToken stop;
  options_.stop = &stop;
  session();
  stop.RequestStop();
  EXPECT_TRUE(RunOne("sleep 60").first.timed_out);
  EXPECT_THAT(session().lost(), HasSubstr("stopped"));
}

TEST_F(SessionTest, ALostShellIsToldAndNothingMoreIsRun) {
  const auto [record, output] = RunOne("exec bash -c 'exit 9'");
  EXPECT_EQ(record.exit_code, 9);
  EXPECT_THAT(session().lost(), HasSubstr("line 10"));
  EXPECT_THAT(session().Run(Command("echo no")),
              StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr("shell ended")));
}

TEST_F(SessionTest, AKilledShellIsToldWithItsSignal) {
  EXPECT_EQ(RunOne("kill -9 $$").first.signal, SIGKILL);
}

TEST_F(SessionTest, NoOutputCanPassForAMarker) {
  const std::string everything = "set; declare -f; env; trap -p; echo __drill_say; history";
  EXPECT_THAT(RunOne(everything).second, HasSubstr("__drill_say"));
  EXPECT_EQ(RunOne("printf '\\036E 1\\037\\036 half'; echo done").second,
            "\036E 1\037\036 halfdone\n");
  // Tracing shows the driver's own calls with the nonce in two parts.
  RunOne("set -x; true; set +x");
  EXPECT_EQ(RunOne("echo alive").second, "alive\n");
}

TEST_F(SessionTest, RedirectingTheSessionsOutputDoesNotHideTheEnd) {
  EXPECT_EQ(RunOne("exec 3>&1 4>&2 >/dev/null 2>&1; echo unseen").first.exit_code, 0);
  EXPECT_EQ(RunOne("exec 1>&3 2>&4; echo seen").second, "seen\n");
}

TEST_F(SessionTest, BackgroundJobsLiveOn) {
  RunOne("sleep 60 &");
  EXPECT_EQ(RunOne("kill -0 $! && echo running").second, "running\n");
  EXPECT_EQ(RunOne("kill $!").first.exit_code, 0);
}

TEST_F(SessionTest, CommandsInsideAConstructHaveRecordsOfTheirOwn) {
  Step step = Command("for i in 1 2; do\n  echo $i\n  test $i = 1\ndone");
  step.compound = true;
  const std::vector<CommandRecord> records = Run(step);
  ASSERT_THAT(records, SizeIs(5));
  EXPECT_FALSE(records[0].nested);
  EXPECT_EQ(records[0].exit_code, 1);
  EXPECT_THAT(records[1],
              AllOf(Field(&CommandRecord::text, "echo $i"), Field(&CommandRecord::line, 11),
                    Field(&CommandRecord::nested, true), Field(&CommandRecord::exit_code, 0)));
  EXPECT_THAT(records[4],
              AllOf(Field(&CommandRecord::text, "test $i = 1"), Field(&CommandRecord::line, 12),
                    Field(&CommandRecord::exit_code, 1)));
}

TEST_F(SessionTest, APipelinesPartsHaveNoRecordsOfTheirOwn) {
  Step step = Command("if true; then\n  echo a | cat\nfi");
  step.compound = true;
  step.piped = {{11, "echo"}, {11, "cat"}};
  const std::vector<CommandRecord> records = Run(step);
  ASSERT_THAT(records, SizeIs(2));
  EXPECT_EQ(records[1].text, "true");
}

TEST_F(SessionTest, CommandsOfAFunctionHaveRecords) {
  RunOne("work() { true; false; }");
  const std::vector<CommandRecord> records = Run(Command("work"));
  ASSERT_THAT(records, SizeIs(3));
  EXPECT_EQ(records[1].text, "true");
  EXPECT_THAT(records[2],
              AllOf(Field(&CommandRecord::text, "false"), Field(&CommandRecord::exit_code, 1)));
}

TEST_F(SessionTest, ASimpleCommandHasOneRecord) {
  EXPECT_THAT(Run(Command("echo $(date; true) | cat")), SizeIs(1));
}

TEST_F(SessionTest, WhatDiffersFromTheDocumentIsNotVerbatim) {
  Step step = Command("echo <x>");
  step.run_text = "echo y";
  step.tolerated = true;
  const CommandRecord record = Run(step)[0];
  EXPECT_FALSE(record.verbatim);
  EXPECT_TRUE(record.tolerated);
  EXPECT_EQ(record.text, "echo <x>");
  EXPECT_EQ(record.run_text, "echo y");
}

TEST_F(SessionTest, AHostWithoutAShellIsAnError) {
  class NoShell : public LocalHost {
    std::vector<std::string> TerminalCommand(const std::vector<std::string>&,
                                             const std::string&) const override {
      return {"sh", "-c", "echo no such container; exit 1"};
    }
  } host;
  EXPECT_THAT(OperatorSession::Open(host, options_),
              StatusIs(absl::StatusCode::kUnavailable, HasSubstr("no such container")));
}

Step Entering(Step step, const std::string& directory = "") {
  step.enters = true;
  step.entered_directory = directory;
  return step;
}

TEST_F(SessionTest, WhatFollowsAnEntranceRunsInTheShellItOpens) {
  RunOne("HERE=outside; cd /usr");
  const std::vector<CommandRecord> entered =
      Run(Entering(Command("HOME=/var PS1='there> ' bash --norc -i")));
  ASSERT_THAT(entered, SizeIs(1));
  EXPECT_EQ(entered[0].exit_code, 0);
  EXPECT_FALSE(entered[0].timed_out);
  // The harness's own lines are not what the operator saw.
  EXPECT_THAT(Output(entered[0]), Not(HasSubstr("__drill")));
  EXPECT_EQ(RunOne("echo \"$HERE $HOME $PWD\"; THERE=inside").second, " /var /usr\n");
  EXPECT_EQ(RunOne("(echo \"$THERE\"; exit 4)").second, "inside\n");
  EXPECT_EQ(RunOne("(exit 4)").first.exit_code, 4);
  EXPECT_TRUE(session().lost().empty());
}

TEST_F(SessionTest, AnEnteredShellTakesTheDirectoryItIsGiven) {
  Run(Entering(Command("bash --norc -i"), "/var"));
  EXPECT_EQ(RunOne("pwd").second, "/var\n");
}

TEST_F(SessionTest, ADirectoryThatIsNotThereFailsTheEntrance) {
  const std::vector<CommandRecord> entered =
      Run(Entering(Command("bash --norc -i"), "/no/such/place"));
  ASSERT_THAT(entered, SizeIs(testing::Ge(1u)));
  EXPECT_TRUE(entered[0].failed());
}

TEST_F(SessionTest, AnEntranceThatFailsIsACommandThatFails) {
  const std::vector<CommandRecord> entered =
      Run(Entering(Command("echo 'Connection refused'; (exit 255)")));
  ASSERT_THAT(entered, SizeIs(testing::Ge(1u)));
  EXPECT_EQ(entered[0].exit_code, 255);
  EXPECT_THAT(Output(entered[0]), HasSubstr("Connection refused"));
  EXPECT_EQ(RunOne("echo still here").second, "still here\n");
}

TEST_F(SessionTest, AnEntranceThatOpensNoShellLosesTheSession) {
  Run(Entering(Command("true")));
  EXPECT_THAT(session().lost(), HasSubstr("line 10 opened no shell"));
}

Step Leaving(Step step) {
  step.leaves = true;
  return step;
}

TEST_F(SessionTest, AnExitLeavesTheShellThatWasEntered) {
  RunOne("HERE=outside");
  Run(Entering(Command("bash --norc -i")));
  RunOne("(exit 4)");
  const std::vector<CommandRecord> left = Run(Leaving(Command("exit")));
  ASSERT_THAT(left, SizeIs(1));
  EXPECT_EQ(left[0].exit_code, 0);
  EXPECT_EQ(RunOne("echo \"$HERE\"").second, "outside\n");
  EXPECT_TRUE(session().lost().empty());
}

TEST_F(SessionTest, TheShellIsLeftBeforeACommandThatIsTypedOutside) {
  RunOne("HERE=outside");
  Run(Entering(Command("bash --norc -i")));
  Run(Entering(Command("bash --norc -i")));
  RunOne("HERE=inside");
  Step outside = Command("echo \"${HERE-nowhere}\"");
  outside.leaves_first = true;
  const std::vector<CommandRecord> between = Run(outside);
  ASSERT_THAT(between, SizeIs(1));
  EXPECT_EQ(Output(between[0]), "nowhere\n");
  const std::vector<CommandRecord> records = Run(outside);
  ASSERT_THAT(records, SizeIs(1));
  EXPECT_EQ(Output(records[0]), "outside\n");
  // A command that lasts too long is ended in the right shell.
  EXPECT_EQ(RunOne("(exit 4)").first.exit_code, 4);
}

TEST_F(SessionTest, AnEnteredShellThatEndsLosesTheSession) {
  Run(Entering(Command("bash --norc -i")));
  const auto [record, output] = RunOne("kill -KILL $$");
  EXPECT_EQ(record.exit_code, 137);
  EXPECT_FALSE(record.timed_out);
  EXPECT_THAT(session().lost(), HasSubstr("entered ended"));
}

TEST_F(SessionTest, ACommandInAnEnteredShellIsEndedWhenItsTimeIsOver) {
  options_.command_limit = absl::Seconds(2);
  Run(Entering(Command("bash --norc -i")));
  const auto [record, output] = RunOne("trap '' INT; sleep 7788");
  EXPECT_TRUE(record.timed_out);
  EXPECT_EQ(RunOne("echo here").second, "here\n");
}

}  // namespace
}  // namespace drill
