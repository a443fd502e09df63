#include "harness/statistics/claim.h"

#include <limits>
#include <numeric>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace drill {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

LimitSample Of(int runs, int misses) { return {runs, misses, "30 s"}; }

std::string Shown(double milliseconds) { return absl::StrCat(milliseconds, " ms"); }

// 1, 2, … milliseconds.
std::vector<double> Times(int number) {
  std::vector<double> times(number);
  std::iota(times.begin(), times.end(), 1);
  return times;
}

TEST(TailOfTest, IsWhatIsBeyond) {
  EXPECT_EQ(TailOf(95), 0.05);
  EXPECT_EQ(TailOf(99), 0.01);
  EXPECT_EQ(TailOf(50), 0.5);
}

TEST(ClaimSentenceTest, SaysWhatIsShown) {
  EXPECT_EQ(ClaimSentence(Of(59, 0), 95), "p95 within 30 s: 59 drills, 0 misses, 95 % confidence");
  EXPECT_EQ(ClaimSentence(Of(93, 1), 95), "p95 within 30 s: 93 drills, 1 miss, 95 % confidence");
}

TEST(ClaimSentenceTest, SaysThatTheContraryIsShown) {
  EXPECT_EQ(ClaimSentence(Of(7, 2), 95),
            "p95 not within 30 s: 7 drills, 2 misses, 95 % confidence");
}

TEST(ClaimSentenceTest, SaysThatSamplesAreMissingAndHowMany) {
  EXPECT_EQ(ClaimSentence(Of(5, 0), 95),
            "p95 within 30 s: insufficient samples (5 drills, 0 misses); 54 more without a miss "
            "would show it");
  EXPECT_EQ(ClaimSentence(Of(59, 1), 95),
            "p95 within 30 s: insufficient samples (59 drills, 1 miss); 34 more without a miss "
            "would show it");
  EXPECT_THAT(ClaimSentence(Of(0, 0), 95), HasSubstr("59 more"));
}

TEST(StrongestClaimTest, NamesTheHighestPercentileThatIsShown) {
  EXPECT_EQ(StrongestClaim(Of(5, 0)), "5 drills: the median is within 30 s");
  EXPECT_EQ(StrongestClaim(Of(29, 0)), "29 drills: p90 is within 30 s");
  EXPECT_EQ(StrongestClaim(Of(59, 0)), "59 drills: p95 is within 30 s");
  EXPECT_EQ(StrongestClaim(Of(59, 1)), "59 drills: p90 is within 30 s");
  EXPECT_EQ(StrongestClaim(Of(299, 0)), "299 drills: p99 is within 30 s");
}

TEST(StrongestClaimTest, TooFewOrTooManyMissesClaimNothing) {
  EXPECT_EQ(StrongestClaim(Of(4, 0)), "4 drills, 0 misses: insufficient samples for any claim");
  EXPECT_EQ(StrongestClaim(Of(5, 1)), "5 drills, 1 miss: insufficient samples for any claim");
  EXPECT_EQ(StrongestClaim(Of(1, 0)), "1 drill, 0 misses: insufficient samples for any claim");
}

TEST(BoundsSentenceTest, BoundsAreTimesOfTheSample) {
  EXPECT_EQ(BoundsSentence(Times(20), 50, Shown), "the median lies between 6 ms and 15 ms");
  EXPECT_EQ(BoundsSentence(Times(5), 50, Shown), "the median lies between 1 ms and 5 ms");
}

TEST(BoundsSentenceTest, ASmallSampleHasOneBoundOrNone) {
  EXPECT_EQ(BoundsSentence(Times(4), 50, Shown), "");
  EXPECT_EQ(BoundsSentence(Times(20), 95, Shown), "p95 is 17 ms at least");
  EXPECT_EQ(BoundsSentence({}, 95, Shown), "");
}

TEST(BoundsSentenceTest, ATimeThatIsNotKnownBoundsNothing) {
  std::vector<double> times = Times(59);
  times.back() = std::numeric_limits<double>::infinity();
  EXPECT_THAT(BoundsSentence(times, 95, Shown), HasSubstr("at least"));
}

TEST(LookedAtAgainTest, TheFirstChanceCostsNothing) { EXPECT_EQ(LookedAtAgain(Of(59, 0), 95), ""); }

TEST(LookedAtAgainTest, LaterOnesDo) {
  EXPECT_THAT(LookedAtAgain(Of(93, 1), 95), AllOf(HasSubstr("92.5 %"), HasSubstr("--repeat 93")));
}

}  // namespace
}  // namespace drill
