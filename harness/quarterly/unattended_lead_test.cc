#include "harness/quarterly/unattended_lead.h"

#include "gtest/gtest.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

class SleptClock : public Clock {
 public:
  absl::Duration Monotonic() override { return now_; }
  absl::Time Wall() override { return absl::UnixEpoch() + now_; }
  void Sleep(absl::Duration duration) override { now_ += duration; }

 private:
  absl::Duration now_ = absl::Hours(1);
};

class UnattendedLeadTest : public ::testing::Test {
 protected:
  SleptClock clock_;
  StopToken stop_;
  const std::unique_ptr<Lead> lead_ =
      UnattendedLead({absl::Seconds(40), absl::Seconds(3)}, clock_, &stop_);
};

TEST_F(UnattendedLeadTest, TheStatedTimePassesBeforeTheDecision) {
  const absl::Duration before = clock_.Monotonic();
  const auto decision = lead_->Decide({});
  ASSERT_THAT(decision, IsOk());
  EXPECT_FALSE(decision->by_person);
  EXPECT_FALSE(decision->refused);
  EXPECT_EQ(decision->typed, "");
  EXPECT_EQ(clock_.Monotonic() - before, absl::Seconds(40));
}

TEST_F(UnattendedLeadTest, TheStatedTimePassesBeforeEachCommand) {
  Step step;
  step.text = "make";
  step.line = 7;
  const auto confirmed = lead_->Confirm(step);
  ASSERT_THAT(confirmed, IsOk());
  EXPECT_EQ(confirmed->answer(), STEP_ANSWER_RUN);
  EXPECT_EQ(confirmed->text(), "make");
  EXPECT_EQ(confirmed->line(), 7);
  EXPECT_EQ(confirmed->duration_us(), 3'000'000);
  EXPECT_FALSE(confirmed->by_person());
}

TEST_F(UnattendedLeadTest, NothingIsTicked) {
  ChecklistEntry item;
  item.set_text("Team told");
  const auto tick = lead_->Tick(item);
  ASSERT_THAT(tick, IsOk());
  EXPECT_EQ(tick->answer(), TICK_ANSWER_NOT_TICKED);
  EXPECT_EQ(tick->item().text(), "Team told");
  EXPECT_THAT(lead_->TakeLastNotes(), IsOk());
}

TEST_F(UnattendedLeadTest, AStoppedDrillIsNotWaitedFor) {
  stop_.RequestStop();
  EXPECT_TRUE(absl::IsCancelled(lead_->Decide({}).status()));
  EXPECT_TRUE(absl::IsCancelled(lead_->Confirm(Step()).status()));
}

}  // namespace
}  // namespace drill
