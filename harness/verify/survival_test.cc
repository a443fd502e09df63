#include "harness/verify/survival.h"

#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace drill {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class SurvivalTest : public testing::Test {
 protected:
  SurvivalTest() {
    trial_.set_trial("restart");
    trial_.set_duration_us(12'300'000);
  }

  CheckResult* Add(const std::string& name, bool passed) {
    CheckResult* const check = trial_.add_events()->mutable_check();
    check->set_name(name);
    check->set_passed(passed);
    check->set_actual(name + " was seen");
    return check;
  }

  SurvivalTrial trial_;
};

TEST_F(SurvivalTest, PassesWhereEveryCheckDidAndSaysHowManyAndHowLong) {
  Add("machine", true);
  Add("recovery", true);
  const CheckResult check = CheckSurvival(trial_);
  EXPECT_EQ(check.name(), "survives/restart");
  EXPECT_TRUE(check.passed());
  EXPECT_FALSE(check.undecided());
  EXPECT_EQ(check.actual(), "2 checks in 12.3 s");
}

TEST_F(SurvivalTest, FailsByOneCheckAndNamesIt) {
  Add("machine", true);
  Add("versions/web", false);
  Add("schema", false)->set_undecided(true);
  const CheckResult check = CheckSurvival(trial_);
  EXPECT_FALSE(check.passed());
  EXPECT_FALSE(check.undecided());
  EXPECT_EQ(check.actual(), "versions/web: versions/web was seen; schema: schema was seen");
}

TEST_F(SurvivalTest, IsUndecidedWhereNothingThatWasLookedAtFailed) {
  Add("machine", true);
  Add("schema", false)->set_undecided(true);
  EXPECT_TRUE(CheckSurvival(trial_).undecided());
  EXPECT_FALSE(CheckSurvival(trial_).passed());
}

TEST_F(SurvivalTest, IsUndecidedWhereTheFaultDidNotTakeHoldAgain) {
  trial_.set_trial("again");
  Failure& failure = *trial_.add_events()->mutable_failure();
  failure.set_outcome(OUTCOME_INCONCLUSIVE);
  failure.set_message("not proved to have taken hold");
  const CheckResult check = CheckSurvival(trial_);
  EXPECT_FALSE(check.passed());
  EXPECT_TRUE(check.undecided());
  EXPECT_THAT(check.actual(), HasSubstr("not proved"));
}

TEST_F(SurvivalTest, ATrialInWhichNothingWasLookedAtProvesNothing) {
  Add("endpoints", false)->set_skipped(true);
  const CheckResult check = CheckSurvival(trial_);
  EXPECT_FALSE(check.passed());
  EXPECT_TRUE(check.undecided());
  EXPECT_THAT(check.actual(), HasSubstr("nothing was looked at"));
  EXPECT_THAT(check.actual(), Not(HasSubstr("endpoints")));
}

TEST_F(SurvivalTest, EachTrialSaysWhatItExpects) {
  trial_.set_trial("redeploy");
  EXPECT_THAT(CheckSurvival(trial_).expected(), HasSubstr("deployed again"));
  trial_.set_trial("again");
  EXPECT_THAT(CheckSurvival(trial_).expected(), HasSubstr("the same procedure again"));
}

}  // namespace
}  // namespace drill
