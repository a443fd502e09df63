#include "harness/quarterly/asked_lead.h"

#include <unistd.h>

#include <functional>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

// Somebody whose answers have been typed before they are asked.
class AskedLeadTest : public ::testing::Test {
 protected:
  AskedLeadTest() { EXPECT_EQ(pipe(pipe_), 0); }
  ~AskedLeadTest() override {
    close(pipe_[0]);
    Leave();
  }
  void Type(const std::string& text) {
    ASSERT_EQ(write(pipe_[1], text.data(), text.size()), static_cast<ssize_t>(text.size()));
  }
  void Leave() {
    if (pipe_[1] >= 0) close(pipe_[1]);
    pipe_[1] = -1;
  }
  Lead& Leads(bool each_step = true) {
    lead_ = AskedLead({each_step, pipe_[0], &stop_, nullptr, nullptr}, said_, RealClock());
    lead_->set_on_note([this](const NoteTaken& note) {
      notes_.push_back(note.text() + (note.improve() ? " (improve)" : ""));
    });
    return *lead_;
  }
  static Step Make() {
    Step step;
    step.text = step.run_text = "make rollback";
    step.line = 7;
    return step;
  }
  static ChecklistEntry Told() {
    ChecklistEntry item;
    item.set_text("Team told");
    item.set_line(231);
    return item;
  }

  int pipe_[2] = {-1, -1};
  StopToken stop_;
  std::ostringstream said_;
  std::unique_ptr<Lead> lead_;
  std::vector<std::string> notes_;
};

TEST_F(AskedLeadTest, DecidesFromWhatIsOnOffer) {
  Type("\n A2 \n");
  DecisionQuestion question;
  question.offers = {{"A1", "Full rollback", ""}, {"A2", "Database", "one step"}};
  question.rows = {"\"Bug\" (line 9): Code: Yes"};
  const auto decision = Leads().Decide(question);
  ASSERT_THAT(decision, IsOk());
  EXPECT_TRUE(decision->by_person);
  EXPECT_FALSE(decision->refused);
  EXPECT_EQ(decision->typed, "A2");
  EXPECT_THAT(said_.str(), HasSubstr("1  A1  Full rollback\n"));
  EXPECT_THAT(said_.str(), HasSubstr("2  A2  Database: one step\n"));
  EXPECT_THAT(said_.str(), HasSubstr("the document: \"Bug\""));
}

TEST_F(AskedLeadTest, LooksAgainBeforeTheDecision) {
  Type("look\nlook\n1\n");
  int looks = 0;
  DecisionQuestion question;
  question.look = [&looks] {
    ++looks;
    return absl::OkStatus();
  };
  EXPECT_THAT(Leads().Decide(question), IsOk());
  EXPECT_EQ(looks, 2);
}

TEST_F(AskedLeadTest, ALookThatFailsEndsTheQuestion) {
  Type("look\n1\n");
  DecisionQuestion question;
  question.look = [] { return absl::InternalError("no probe"); };
  EXPECT_THAT(Leads().Decide(question),
              StatusIs(absl::StatusCode::kInternal, HasSubstr("no probe")));
}

TEST_F(AskedLeadTest, NothingIsToBeRolledBack) {
  Type("None\n");
  const auto decision = Leads().Decide({});
  ASSERT_THAT(decision, IsOk());
  EXPECT_TRUE(decision->refused);
}

TEST_F(AskedLeadTest, SaysWhatIsNotPossible) {
  Leads().Refuse("no heading reads \"x\"");
  EXPECT_THAT(said_.str(), HasSubstr("Not possible: no heading reads \"x\""));
}

TEST_F(AskedLeadTest, EnterRunsTheCommandThatWasShown) {
  Type("\n");
  Step step = Make();
  step.run_text = "make rollback TAG=1";
  const auto confirmed = Leads().Confirm(step);
  ASSERT_THAT(confirmed, IsOk());
  EXPECT_EQ(confirmed->answer(), STEP_ANSWER_RUN);
  EXPECT_TRUE(confirmed->by_person());
  EXPECT_EQ(confirmed->text(), "make rollback");
  EXPECT_EQ(confirmed->line(), 7);
  EXPECT_THAT(said_.str(), HasSubstr("NEXT  line 7: make rollback\n"));
  EXPECT_THAT(said_.str(), HasSubstr("It is run as: make rollback TAG=1"));
}

TEST_F(AskedLeadTest, ASkipNeedsItsReason) {
  Type("skip\nskip the tag is there\n");
  const auto confirmed = Leads().Confirm(Make());
  ASSERT_THAT(confirmed, IsOk());
  EXPECT_EQ(confirmed->answer(), STEP_ANSWER_SKIP);
  EXPECT_EQ(confirmed->reason(), "the tag is there");
  EXPECT_THAT(said_.str(), HasSubstr("Why is it skipped?"));
}

TEST_F(AskedLeadTest, WhoDoesNotSkipAfterAllRunsIt) {
  Type("skip\nperhaps\nrun\n");
  const auto confirmed = Leads().Confirm(Make());
  ASSERT_THAT(confirmed, IsOk());
  EXPECT_EQ(confirmed->answer(), STEP_ANSWER_RUN);
  EXPECT_EQ(confirmed->reason(), "");
}

TEST_F(AskedLeadTest, AStopMayHaveAReason) {
  Type("stop\nstop it would delete everything\n");
  Lead& lead = Leads();
  const auto bare = lead.Confirm(Make());
  const auto told = lead.Confirm(Make());
  ASSERT_THAT(bare, IsOk());
  ASSERT_THAT(told, IsOk());
  EXPECT_EQ(bare->answer(), STEP_ANSWER_STOP);
  EXPECT_EQ(bare->reason(), "");
  EXPECT_EQ(told->reason(), "it would delete everything");
}

TEST_F(AskedLeadTest, WithoutStepsACommandIsShownAndRun) {
  const auto confirmed = Leads(false).Confirm(Make());
  ASSERT_THAT(confirmed, IsOk());
  EXPECT_EQ(confirmed->answer(), STEP_ANSWER_RUN);
  EXPECT_FALSE(confirmed->by_person());
  EXPECT_THAT(said_.str(), HasSubstr("NEXT  line 7"));
  EXPECT_THAT(said_.str(), Not(HasSubstr("Enter")));
}

TEST_F(AskedLeadTest, NotesAreTakenAtEveryQuestion) {
  Type("note asked Ann\nnote\nImprove  say which tag \n\ny\nnote the end\nthe very end\n\n");
  Lead& lead = Leads();
  EXPECT_THAT(lead.Confirm(Make()), IsOk());
  EXPECT_THAT(notes_, ElementsAre("asked Ann", "say which tag (improve)"));
  EXPECT_THAT(lead.Tick(Told()), IsOk());
  EXPECT_THAT(lead.TakeLastNotes(), IsOk());
  EXPECT_THAT(notes_,
              ElementsAre("asked Ann", "say which tag (improve)", "the end", "the very end"));
  EXPECT_THAT(said_.str(), HasSubstr("What is to be noted?"));
}

TEST_F(AskedLeadTest, TicksWithARemark) {
  Type("perhaps\ny\nNo nobody answered\n");
  Lead& lead = Leads();
  const auto yes = lead.Tick(Told());
  const auto no = lead.Tick(Told());
  ASSERT_THAT(yes, IsOk());
  ASSERT_THAT(no, IsOk());
  EXPECT_EQ(yes->answer(), TICK_ANSWER_YES);
  EXPECT_EQ(yes->item().text(), "Team told");
  EXPECT_EQ(no->answer(), TICK_ANSWER_NO);
  EXPECT_EQ(no->note(), "nobody answered");
  EXPECT_THAT(said_.str(), HasSubstr("CHECKLIST  line 231: Team told"));
}

TEST_F(AskedLeadTest, StepsByHandAreAnsweredFromTheSameLines) {
  Type("\ny\n");
  Lead& lead = Leads();
  EXPECT_THAT(lead.Confirm(Make()), IsOk());
  const auto taken = lead.Await("line 9: Click.", absl::Minutes(1));
  ASSERT_THAT(taken, IsOk());
  EXPECT_TRUE(taken->by_person);
}

TEST_F(AskedLeadTest, SecretsAndWhatATerminalObeysAreNotShown) {
  Masker masker;
  Type("\n");
  lead_ = AskedLead({true, pipe_[0], &stop_, &masker}, said_, RealClock());
  Step step = Make();
  step.text = step.run_text = "psql postgresql://u:hunter22x@db/x \x1b[2J";
  EXPECT_THAT(lead_->Confirm(step), IsOk());
  EXPECT_THAT(said_.str(), Not(HasSubstr("hunter22x")));
  EXPECT_THAT(said_.str(), Not(HasSubstr("\x1b")));
}

TEST_F(AskedLeadTest, AnInputThatHasEndedSaysWhatToDo) {
  Leave();
  EXPECT_THAT(Leads().Confirm(Make()),
              StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr("run with --unattended")));
}

TEST_F(AskedLeadTest, AStoppedDrillAsksNoLonger) {
  stop_.RequestStop();
  EXPECT_TRUE(absl::IsCancelled(Leads().Decide({}).status()));
  EXPECT_TRUE(absl::IsCancelled(Leads().Tick(Told()).status()));
}

// The terminal is closed once what was typed there has been read, and another one is there at once.
class Moves : public Presence {
 public:
  explicit Moves(const std::function<void()>& at_another) : at_another_(at_another) {}
  bool away() const override { return false; }
  int terminal() const override { return terminal_; }
  bool IsClosed() override {
    ++terminal_;
    at_another_();
    return true;
  }

 private:
  const std::function<void()> at_another_;
  int terminal_ = 0;
};

TEST_F(AskedLeadTest, AQuestionIsAskedAgainAtAnotherTerminalAndAnsweredThere) {
  int second[2] = {-1, -1};
  ASSERT_EQ(pipe(second), 0);
  Moves presence([&] {
    // As a terminal that is gone leaves the stream.
    said_.setstate(std::ios::badbit);
    ASSERT_EQ(dup2(second[0], pipe_[0]), pipe_[0]);
    ASSERT_EQ(write(second[1], "skip done before\n", 17), 17);
  });
  lead_ = AskedLead({true, pipe_[0], &stop_, nullptr, &presence}, said_, RealClock());
  Type("run it or n");
  Leave();
  const auto confirmed = lead_->Confirm(Make());
  ASSERT_THAT(confirmed, IsOk());
  EXPECT_EQ(confirmed->answer(), STEP_ANSWER_SKIP);
  EXPECT_EQ(confirmed->reason(), "done before");
  const std::string said = said_.str();
  EXPECT_NE(said.find("NEXT  line 7: make rollback"), said.rfind("NEXT  line 7: make rollback"))
      << said;
  close(second[0]);
  close(second[1]);
}

}  // namespace
}  // namespace drill
