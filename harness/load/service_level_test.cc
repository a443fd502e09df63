#include "harness/load/service_level.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace drill {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

LoadWindow Window(const std::string& name, int sent, int failed, double p50, double p99) {
  LoadWindow window;
  window.set_name(name);
  window.set_writes_sent(sent / 2);
  window.set_writes_acknowledged(sent / 2);
  window.set_reads_sent(sent - sent / 2);
  window.set_reads_answered(sent - sent / 2 - failed);
  window.set_latency_p50_ms(p50);
  window.set_latency_p99_ms(p99);
  return window;
}

enum class Outcome { kPassed, kFailed, kUndecided };

Outcome Of(const ServiceLevel& level, const LoadWindow& after) {
  const std::vector<LoadWindow> windows = {Window("before", 400, 0, 20, 40), after};
  const auto checks = CheckServiceLevel(level, windows);
  EXPECT_EQ(checks.size(), 1u);
  EXPECT_EQ(ServiceLevelIsUndecided(level, windows), checks[0].undecided());
  EXPECT_FALSE(checks[0].passed() && checks[0].undecided());
  if (checks[0].undecided()) return Outcome::kUndecided;
  return checks[0].passed() ? Outcome::kPassed : Outcome::kFailed;
}

TEST(ServiceLevelTest, NoLimitNoCheck) {
  EXPECT_THAT(CheckServiceLevel({}, {}), IsEmpty());
  EXPECT_FALSE(ServiceLevelIsUndecided({}, {}));
}

TEST(ServiceLevelTest, AShareOfErrorsNeedsRequestsThatCouldShowIt) {
  ServiceLevel level;
  level.set_errors_percent(1);
  EXPECT_EQ(Of(level, Window("after", 400, 4, 20, 40)), Outcome::kPassed);
  EXPECT_EQ(Of(level, Window("after", 400, 5, 20, 40)), Outcome::kFailed);
  EXPECT_EQ(Of(level, Window("after", 99, 0, 20, 40)), Outcome::kUndecided);
  EXPECT_EQ(Of(level, Window("after", 99, 1, 20, 40)), Outcome::kUndecided);
  EXPECT_EQ(Of(level, Window("after", 99, 2, 20, 40)), Outcome::kFailed);
  EXPECT_EQ(Of(level, Window("after", 0, 0, 0, 0)), Outcome::kUndecided);
  EXPECT_EQ(Of(level, LoadWindow()), Outcome::kUndecided);
  level.set_errors_percent(0);
  EXPECT_EQ(Of(level, Window("after", 10, 0, 20, 40)), Outcome::kPassed);
  EXPECT_EQ(Of(level, Window("after", 10, 1, 20, 40)), Outcome::kFailed);
}

TEST(ServiceLevelTest, TheSlowestOfAHundredIsWithinTheLimit) {
  ServiceLevel level;
  level.mutable_latency_p99()->set_seconds(5);
  EXPECT_EQ(Of(level, Window("after", 100, 0, 20, 5000)), Outcome::kPassed);
  EXPECT_EQ(Of(level, Window("after", 100, 0, 20, 5001)), Outcome::kFailed);
  EXPECT_EQ(Of(level, Window("after", 99, 0, 20, 40)), Outcome::kUndecided);
}

TEST(ServiceLevelTest, TheMedianIsComparedWithTheOneBeforeTheFault) {
  ServiceLevel level;
  level.set_slower_percent(50);
  EXPECT_EQ(Of(level, Window("after", 100, 0, 30, 40)), Outcome::kPassed);
  EXPECT_EQ(Of(level, Window("after", 100, 0, 30.1, 40)), Outcome::kFailed);
  EXPECT_EQ(Of(level, Window("after", 29, 0, 20, 40)), Outcome::kUndecided);
  const auto few_before =
      CheckServiceLevel(level, {Window("before", 10, 0, 20, 40), Window("after", 100, 0, 20, 40)});
  EXPECT_TRUE(few_before[0].undecided());
}

TEST(ServiceLevelTest, AFewMillisecondsAreNeverTooMuch) {
  ServiceLevel level;
  level.set_slower_percent(50);
  const auto passes = [&](double now) {
    return CheckServiceLevel(level,
                             {Window("before", 100, 0, 2, 9), Window("after", 100, 0, now, 9)})[0]
        .passed();
  };
  EXPECT_TRUE(passes(7));
  EXPECT_FALSE(passes(7.1));
}

TEST(ServiceLevelTest, AMachineThatWasBusyForAWhileIsNoSlowerSystem) {
  ServiceLevel level;
  level.set_slower_percent(50);
  LoadWindow after = Window("after", 400, 0, 45, 90);
  const auto judged = [&](double quietest) {
    after.set_latency_quietest_p50_ms(quietest);
    return CheckServiceLevel(level, {Window("before", 100, 0, 20, 40), after})[0];
  };
  EXPECT_TRUE(judged(30).passed());
  EXPECT_EQ(judged(30).actual(), "30 ms at its quietest, 45 ms over all");
  EXPECT_FALSE(judged(31).passed()) << "slow all the time";
}

TEST(ServiceLevelTest, SaysWhatWasSeen) {
  ServiceLevel level;
  level.set_errors_percent(2);
  level.mutable_latency_p99()->set_seconds(5);
  level.set_slower_percent(50);
  LoadWindow after = Window("after", 200, 7, 25, 48);
  LoadError& error = *after.add_errors();
  error.set_what("status 504");
  error.set_requests(7);
  const auto checks = CheckServiceLevel(level, {Window("before", 400, 0, 20, 40), after});
  std::vector<std::string> lines;
  for (const CheckResult& check : checks)
    lines.push_back(check.name() + ": " + check.expected() + " | " + check.actual());
  EXPECT_THAT(
      lines, ElementsAre("service_level/errors: at most 2 % of the requests | 7 of 200, 3.5 %; not "
                         "answered: status 504 (7)",
                         "service_level/latency_p99: at most 5s | 48 ms",
                         "service_level/slower: a median latency at most 50 % above 20 ms, as "
                         "before the fault | 25 ms"));
  EXPECT_THAT(CheckServiceLevel(
                  level, {Window("before", 400, 0, 20, 40), Window("after", 40, 0, 20, 40)})[0]
                  .actual(),
              HasSubstr("0 of 40, 0 %; 40 requests cannot tell that, it takes 50"));
}

}  // namespace
}  // namespace drill
