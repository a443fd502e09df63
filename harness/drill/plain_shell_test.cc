#include "harness/drill/plain_shell.h"

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/base/file.h"
#include "harness/testing/local_host.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

Step Of(const std::string& text) {
  Step step;
  step.text = step.run_text = text;
  step.line = 7;
  return step;
}

class PlainShellTest : public testing::Test {
 protected:
  PlainShellTest() : host_("") {
    shell_.output_directory = absl::StrCat(testing::TempDir(), "/plain/commands");
    shell_.working_directory = testing::TempDir();
    shell_.script = absl::StrCat(testing::TempDir(), "/plain/script.sh");
    EXPECT_THAT(MakeDirectories(shell_.output_directory), IsOk());
    plan_.line = 5;
  }

  absl::StatusOr<ProcedureEnded> Type() {
    ProcedureEvents events;
    events.on_command = [this](const CommandRun& run) { runs_.push_back(run); };
    return TypePlainly(plan_, host_, shell_, events);
  }
  std::string Said() const {
    return ReadFile(absl::StrCat(shell_.output_directory, "/plain.txt")).value_or("");
  }

  LocalHost host_;
  PlainShell shell_;
  Plan plan_;
  std::vector<CommandRun> runs_;
};

TEST_F(PlainShellTest, TypesAllCommandsIntoOneShellAtATerminal) {
  plan_.steps = {Of("a=1"), Of("cat <<EOF\nb=$a\nEOF"), Of("test -t 0 && echo terminal")};
  const auto ended = Type();
  ASSERT_THAT(ended, IsOk());
  EXPECT_TRUE(ended->completed());
  EXPECT_THAT(Said(), HasSubstr("b=1"));
  EXPECT_THAT(Said(), HasSubstr("terminal"));
  ASSERT_THAT(runs_, SizeIs(1));
  EXPECT_EQ(runs_[0].line(), 5);
  EXPECT_EQ(runs_[0].exit_code(), 0);
  EXPECT_GT(runs_[0].duration_us(), 0);
  EXPECT_EQ(runs_[0].output_file(), "commands/plain.txt");
}

TEST_F(PlainShellTest, EndsAtTheFirstFailureThatIsNotTolerated) {
  plan_.steps = {Of("false"), Of("echo after")};
  plan_.steps[0].tolerated = true;
  auto ended = Type();
  ASSERT_THAT(ended, IsOk());
  EXPECT_TRUE(ended->completed());
  EXPECT_THAT(Said(), HasSubstr("after"));
  plan_.steps[0].tolerated = false;
  ended = Type();
  ASSERT_THAT(ended, IsOk());
  EXPECT_FALSE(ended->completed());
  EXPECT_THAT(Said(), testing::Not(HasSubstr("after")));
  EXPECT_EQ(runs_.back().exit_code(), 1);
}

TEST_F(PlainShellTest, IsEndedAtItsLimit) {
  plan_.steps = {Of("sleep 60")};
  shell_.limit = absl::Milliseconds(300);
  const auto ended = Type();
  ASSERT_THAT(ended, IsOk());
  EXPECT_THAT(ended->reason(), HasSubstr("did not end in time"));
  EXPECT_TRUE(runs_.back().timed_out());
}

TEST_F(PlainShellTest, SecretsAreMasked) {
  plan_.steps = {Of("echo DATABASE_URL=postgresql://u:hunter22x@db/x")};
  const Masker masker;
  shell_.masker = &masker;
  ASSERT_THAT(Type(), IsOk());
  EXPECT_THAT(Said(), HasSubstr("DATABASE_URL"));
  EXPECT_THAT(Said(), testing::Not(HasSubstr("hunter22x")));
}

TEST(WhyNotPlainTest, WhatAPersonDoesCannotBeTyped) {
  Plan plan;
  plan.steps = {Of("a")};
  EXPECT_THAT(WhyNotPlain(plan), IsEmpty());
  plan.steps[0].manual = true;
  EXPECT_THAT(WhyNotPlain(plan), HasSubstr("line 7: a person"));
  plan.steps[0].manual = false;
  plan.steps[0].enters = true;
  EXPECT_THAT(WhyNotPlain(plan), HasSubstr("another shell"));
  plan.steps[0].enters = false;
  plan.lookups.emplace_back();
  EXPECT_THAT(WhyNotPlain(plan), HasSubstr("looked up"));
}

}  // namespace
}  // namespace drill
