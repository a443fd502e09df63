#include "harness/drill/follow_plan.h"

#include <functional>
#include <map>
#include <utility>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/base/file.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

// Answers each step as it is told; what it is not told of succeeds.
class FakeSession : public OperatorSession {
 public:
  struct Answer {
    Answer(int code = 0, std::string said = "") : exit_code(code), output(std::move(said)) {}

    int exit_code;
    std::string output;
    // `exit` ended the block before it.
    bool left = false;
    bool found_nothing = false;
    std::string lost;
  };

  FakeSession(std::string directory, std::map<std::string, Answer> answers)
      : directory_(std::move(directory)), answers_(std::move(answers)) {}

  absl::StatusOr<std::vector<CommandRecord>> Run(const Step& step) override {
    const Answer answer = answers_[step.text];
    if (answer.left) return std::vector<CommandRecord>();
    CommandRecord record;
    record.text = step.text;
    record.run_text = step.run_text;
    record.line = step.line;
    record.exit_code = answer.exit_code;
    record.tolerated = step.tolerated;
    record.found_nothing = answer.found_nothing;
    record.output_file = "one.txt";
    EXPECT_THAT(WriteFile(directory_ + "/one.txt", answer.output), IsOk());
    lost_ = answer.lost;
    return std::vector<CommandRecord>{record};
  }
  const std::string& lost() const override { return lost_; }

 private:
  const std::string directory_;
  std::map<std::string, Answer> answers_;
  std::string lost_;
};

class FakePerson : public Person {
 public:
  absl::StatusOr<PersonsAnswer> Await(const std::string& what, absl::Duration) override {
    asked.push_back(what);
    PersonsAnswer answer;
    answer.by_person = true;
    answer.refused = refuses;
    answer.start = absl::Seconds(5);
    answer.duration = absl::Seconds(3);
    return answer;
  }

  std::vector<std::string> asked;
  bool refuses = false;
};

class FollowPlanTest : public testing::Test {
 protected:
  FollowPlanTest() {
    for (const char* text : {"stop", "migrate", "start"}) {
      Step& step = plan_.steps.emplace_back();
      step.text = step.run_text = text;
      step.line = static_cast<int>(10 * plan_.steps.size());
    }
  }

  // Follows it with somebody who answers so before the steps of these texts, and runs the others.
  ProcedureEnded FollowAsked(std::map<std::string, StepAnswer> asked) {
    before_step_ = [this, asked](const Step& step) -> absl::StatusOr<StepConfirmed> {
      shown_.push_back(step.text);
      StepConfirmed confirmed;
      const auto answer = asked.find(step.text);
      confirmed.set_answer(answer == asked.end() ? STEP_ANSWER_RUN : answer->second);
      confirmed.set_reason("it is late");
      return confirmed;
    };
    return Follow({});
  }

  ProcedureEnded Follow(std::map<std::string, FakeSession::Answer> answers) {
    const std::string directory = testing::TempDir() + "/commands";
    EXPECT_THAT(MakeDirectories(directory), IsOk());
    FakeSession session(directory, std::move(answers));
    runs_.clear();
    const auto ended =
        FollowPlan(plan_, session,
                   {directory,
                    nullptr,
                    {[this](const CommandRun& command) { runs_.push_back(command); },
                     [this](const ManualStepTaken& step) { taken_.push_back(step); }, before_step_},
                    &person_,
                    fill_});
    EXPECT_THAT(ended, IsOk());
    return ended.ok() ? *ended : ProcedureEnded();
  }

  static std::vector<std::string> Unreached(const ProcedureEnded& ended) {
    std::vector<std::string> texts;
    for (const UnreachedCommand& command : ended.unreached()) texts.push_back(command.text());
    return texts;
  }

  Plan plan_;
  std::function<absl::StatusOr<FilledStep>(const Step&)> fill_;
  std::function<absl::StatusOr<StepConfirmed>(const Step&)> before_step_;
  std::vector<std::string> shown_;
  std::vector<CommandRun> runs_;
  FakePerson person_;
  std::vector<ManualStepTaken> taken_;
};

TEST_F(FollowPlanTest, RunsAllOfIt) {
  const ProcedureEnded ended = Follow({});
  EXPECT_TRUE(ended.completed());
  EXPECT_EQ(ended.reason(), "");
  EXPECT_THAT(ended.unreached(), IsEmpty());
  EXPECT_EQ(runs_.size(), 3u);
  EXPECT_EQ(runs_[0].output_file(), "commands/one.txt");
  EXPECT_THAT(runs_[0].last_words(), IsEmpty());
}

TEST_F(FollowPlanTest, WaitsForAPersonsHands) {
  plan_.steps[1].manual = true;
  plan_.steps[1].run_text = "";
  plan_.steps[1].given = absl::Seconds(20);
  const ProcedureEnded ended = Follow({});
  EXPECT_TRUE(ended.completed());
  EXPECT_THAT(person_.asked, ElementsAre("line 20: migrate"));
  ASSERT_EQ(taken_.size(), 1u);
  EXPECT_EQ(taken_[0].line(), 20);
  EXPECT_EQ(taken_[0].start_us(), 5'000'000);
  EXPECT_EQ(taken_[0].duration_us(), 3'000'000);
  EXPECT_EQ(taken_[0].given_us(), 20'000'000);
  EXPECT_TRUE(taken_[0].by_person());
  // Nothing stands in: no command was run.
  EXPECT_EQ(runs_.size(), 2u);
}

TEST_F(FollowPlanTest, RunsWhatStandsInForTheHands) {
  plan_.steps[1].manual = true;
  plan_.steps[1].run_text = "roll back";
  const ProcedureEnded ended = Follow({{"migrate", {4, "no such deployment\n"}}});
  ASSERT_EQ(taken_.size(), 1u);
  EXPECT_EQ(taken_[0].stand_in(), "roll back");
  ASSERT_EQ(runs_.size(), 2u);
  EXPECT_EQ(runs_[1].run_text(), "roll back");
  // It fails as any command does.
  EXPECT_FALSE(ended.completed());
}

TEST_F(FollowPlanTest, EndsWhereAPersonCannotDoIt) {
  plan_.steps[1].manual = true;
  person_.refuses = true;
  const ProcedureEnded ended = Follow({});
  EXPECT_FALSE(ended.completed());
  EXPECT_EQ(ended.reason(), "line 20: who led the drill says that this cannot be done: migrate");
  ASSERT_EQ(taken_.size(), 1u);
  EXPECT_TRUE(taken_[0].refused());
  EXPECT_EQ(taken_[0].stand_in(), "");
  EXPECT_EQ(runs_.size(), 1u);
  EXPECT_THAT(Unreached(ended), ElementsAre("start"));
}

TEST_F(FollowPlanTest, ShowsEachCommandBeforeItIsRun) {
  EXPECT_TRUE(FollowAsked({}).completed());
  EXPECT_THAT(shown_, ElementsAre("stop", "migrate", "start"));
  EXPECT_EQ(runs_.size(), 3u);
}

TEST_F(FollowPlanTest, GoesOnBehindACommandThatIsSkipped) {
  const ProcedureEnded ended = FollowAsked({{"migrate", STEP_ANSWER_SKIP}});
  EXPECT_TRUE(ended.completed());
  EXPECT_THAT(Unreached(ended), IsEmpty());
  ASSERT_EQ(runs_.size(), 2u);
  EXPECT_EQ(runs_[1].text(), "start");
}

TEST_F(FollowPlanTest, EndsBeforeTheCommandAtWhichAPersonStops) {
  const ProcedureEnded ended = FollowAsked({{"migrate", STEP_ANSWER_STOP}});
  EXPECT_FALSE(ended.completed());
  EXPECT_EQ(ended.reason(), "line 20: who led the drill stopped before `migrate`: it is late");
  EXPECT_THAT(Unreached(ended), ElementsAre("migrate", "start"));
  EXPECT_EQ(runs_.size(), 1u);
  EXPECT_THAT(shown_, ElementsAre("stop", "migrate"));
}

TEST_F(FollowPlanTest, AStepByHandIsAskedForOnlyOnce) {
  plan_.steps[1].manual = true;
  plan_.steps[1].run_text = "";
  EXPECT_TRUE(FollowAsked({}).completed());
  EXPECT_THAT(shown_, ElementsAre("stop", "start"));
  EXPECT_THAT(person_.asked, ElementsAre("line 20: migrate"));
}

TEST_F(FollowPlanTest, NobodyWhoAnswersIsAnError) {
  before_step_ = [](const Step&) -> absl::StatusOr<StepConfirmed> {
    return absl::FailedPreconditionError("nobody answers");
  };
  FakeSession session(testing::TempDir(), {});
  FollowOptions options;
  options.events.before_step = before_step_;
  EXPECT_FALSE(FollowPlan(plan_, session, options).ok());
}

TEST_F(FollowPlanTest, StopsWithTheCommandsOwnWordsAndNamesWhatWasNotReached) {
  const ProcedureEnded ended =
      Follow({{"migrate", {255, "INFO one\nFAILED: Can't locate revision identified by 's9'\n"}}});
  EXPECT_FALSE(ended.completed());
  EXPECT_EQ(ended.reason(),
            "line 20: `migrate` exited with 255: FAILED: Can't locate revision identified by "
            "'s9'; see commands/one.txt");
  EXPECT_THAT(Unreached(ended), ElementsAre("start"));
  EXPECT_EQ(ended.unreached(0).line(), 30);
  EXPECT_THAT(runs_.back().last_words(),
              ElementsAre("FAILED: Can't locate revision identified by 's9'"));
}

TEST_F(FollowPlanTest, ACommandWithoutWordsStopsItToo) {
  EXPECT_EQ(Follow({{"stop", {1, ""}}}).reason(),
            "line 10: `stop` exited with 1; see commands/one.txt");
}

TEST_F(FollowPlanTest, AToleratedFailureIsRecordedWithItsWordsAndGoesOn) {
  plan_.steps[1].tolerated = true;
  const ProcedureEnded ended = Follow({{"migrate", {1, "error: no\n"}}});
  EXPECT_TRUE(ended.completed());
  EXPECT_THAT(runs_[1].last_words(), ElementsAre("error: no"));
}

TEST_F(FollowPlanTest, ALookThatFindsNothingIsNoFailure) {
  FakeSession::Answer nothing(1, "no line\n");
  nothing.found_nothing = true;
  EXPECT_TRUE(Follow({{"stop", nothing}}).completed());
  EXPECT_TRUE(runs_[0].found_nothing());
  EXPECT_THAT(runs_[0].last_words(), IsEmpty());
}

TEST_F(FollowPlanTest, AMissingRegistryIsSaidWithTheReason) {
  plan_.steps[0].text = "docker compose pull";
  EXPECT_THAT(Follow({{"docker compose pull",
                       {18,
                        "Error: Get \"https://ghcr.io/v2/\": dial tcp: lookup ghcr.io: no "
                        "such host\n"}}})
                  .reason(),
              testing::HasSubstr("no registry was there"));
}

TEST_F(FollowPlanTest, OnlyTheFirstLineOfALongCommandIsQuoted) {
  plan_.steps[0].text = "ssh host bash -s <<EOF\none\nEOF";
  EXPECT_EQ(Follow({{plan_.steps[0].text, {1, ""}}}).reason(),
            "line 10: `ssh host bash -s <<EOF ...` exited with 1; see commands/one.txt");
}

TEST_F(FollowPlanTest, WhatExitLeftOutWasNotReached) {
  FakeSession::Answer left;
  left.left = true;
  const ProcedureEnded ended = Follow({{"migrate", left}});
  EXPECT_TRUE(ended.completed());
  EXPECT_THAT(Unreached(ended), ElementsAre("migrate"));
}

TEST_F(FollowPlanTest, ALostSessionEndsIt) {
  FakeSession::Answer lost;
  lost.lost = "the shell ended";
  const ProcedureEnded ended = Follow({{"stop", lost}});
  EXPECT_EQ(ended.reason(), "line 10: the operator's session was lost: the shell ended");
  EXPECT_THAT(Unreached(ended), ElementsAre("migrate", "start"));
}

TEST_F(FollowPlanTest, NothingToDoIsNotDone) {
  plan_.steps.clear();
  EXPECT_FALSE(Follow({}).completed());
  EXPECT_EQ(Follow({}).reason(), "the procedure holds no command");
}

TEST_F(FollowPlanTest, ACommandWhoseOutputIsNotAsExpectedStopsIt) {
  plan_.steps[1].output_rules = {{"done", false, "`done`", "line 21 of the document"}};
  EXPECT_TRUE(Follow({{"migrate", {0, "all done\n"}}}).completed());
  const ProcedureEnded ended = Follow({{"migrate", {0, "2 pending\n"}}});
  EXPECT_FALSE(ended.completed());
  EXPECT_EQ(ended.reason(),
            "line 20: `migrate`: it did not print what line 21 of the document expects: `done`; "
            "see commands/one.txt");
  EXPECT_THAT(runs_.back().unexpected(),
              ElementsAre("it did not print what line 21 of the document expects: `done`"));
  EXPECT_THAT(Unreached(ended), ElementsAre("start"));
}

TEST_F(FollowPlanTest, AToleratedUnexpectedOutputIsRecordedAndGoesOn) {
  plan_.steps[1].output_rules = {{"done", false, "`done`", "the scenario"}};
  plan_.steps[1].tolerated = true;
  EXPECT_TRUE(Follow({{"migrate", {0, "2 pending\n"}}}).completed());
  EXPECT_EQ(runs_[1].unexpected_size(), 1);
}

TEST_F(FollowPlanTest, RunsWhatWasFilledIn) {
  plan_.lookups.push_back({"__0__", "<tag>", "git tag", false});
  fill_ = [](const Step& step) -> absl::StatusOr<FilledStep> {
    FilledStep filled{step, ""};
    filled.step.run_text = step.text + " v1";
    return filled;
  };
  EXPECT_TRUE(Follow({}).completed());
  EXPECT_EQ(runs_[1].text(), "migrate");
  EXPECT_EQ(runs_[1].run_text(), "migrate v1");
}

TEST_F(FollowPlanTest, StopsWhereNobodyCanFillInAValue) {
  plan_.lookups.push_back({"__0__", "<tag>", "git tag", false});
  fill_ = [](const Step& step) -> absl::StatusOr<FilledStep> {
    return FilledStep{step, step.text == "migrate" ? "nobody can fill in <tag>" : ""};
  };
  const ProcedureEnded ended = Follow({});
  EXPECT_FALSE(ended.completed());
  EXPECT_EQ(ended.reason(), "line 20: nobody can fill in <tag>");
  EXPECT_THAT(Unreached(ended), ElementsAre("migrate", "start"));
  EXPECT_EQ(runs_.size(), 1u);
}

}  // namespace
}  // namespace drill
