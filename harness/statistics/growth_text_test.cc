#include "harness/statistics/growth_text.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace drill {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

std::string Shown(double milliseconds) { return absl::StrCat(milliseconds / 1000, " s"); }

GrowthWords Words(SizeUnit unit, double largest) {
  return {unit, "the documented 5 minutes", 300'000, largest, Shown};
}

// 6 s, and 10 s more for each GB; nine points of which the curve is `deviation` ms away.
GrowthChoice Line(double deviation, bool sure) {
  GrowthChoice choice;
  choice.fit = {GrowthShape::kLinear, 6'000, 1e-5, deviation, 9, 1e9, 6e18};
  choice.other = {GrowthShape::kNLogN, 5'000, 5e-7, deviation, 9, 2e10, 2e21};
  choice.sure = sure ? 0.97 : 0.6;
  return choice;
}

TEST(SizeTextTest, WritesRowsAndBytes) {
  EXPECT_EQ(SizeText(10'000, SizeUnit::kRows), "10k rows");
  EXPECT_EQ(SizeText(1'200'000, SizeUnit::kRows), "1.2M rows");
  EXPECT_EQ(SizeText(310, SizeUnit::kRows), "310 rows");
  EXPECT_EQ(SizeText(50e9, SizeUnit::kBytes), "50 GB");
  EXPECT_EQ(SizeText(2.13e9, SizeUnit::kBytes), "2.1 GB");
  EXPECT_EQ(SizeText(0, SizeUnit::kBytes), "0 B");
}

TEST(ShapeSentenceTest, SaysWhatTheTimeIsMadeOf) {
  EXPECT_EQ(ShapeSentence(Line(100, true), Words(SizeUnit::kBytes, 2e9)),
            "linear: 6 s, and 20 s more at 2 GB (chosen again in 97 % of 1000 resamplings)");
}

TEST(ShapeSentenceTest, SaysThatTheShapesCannotBeToldApart) {
  EXPECT_THAT(ShapeSentence(Line(100, false), Words(SizeUnit::kBytes, 2e9)),
              HasSubstr("cannot be told apart: chosen again in 60 %"));
  GrowthChoice choice = Line(100, false);
  choice.sure.reset();
  EXPECT_THAT(ShapeSentence(choice, Words(SizeUnit::kBytes, 2e9)),
              HasSubstr("too few sizes, or one time each"));
}

TEST(ShapeSentenceTest, SaysThatNoGrowthIsShown) {
  EXPECT_THAT(ShapeSentence(Line(1e6, true), Words(SizeUnit::kBytes, 2e9)),
              HasSubstr("that the time grows is not shown"));
}

TEST(CrossingSentenceTest, NamesTheSizeAndItsBounds) {
  const std::string said = CrossingSentence(Line(1'000, true), Words(SizeUnit::kBytes, 2e9));
  EXPECT_THAT(said, HasSubstr("the documented 5 minutes is missed from about 29 GB on (95 %: 27 to "
                              "32)"));
  EXPECT_THAT(said, HasSubstr("the largest that was measured is 2 GB, 15 times smaller"));
}

TEST(CrossingSentenceTest, ASizeThatWasMeasuredIsNotBeyondIt) {
  EXPECT_THAT(CrossingSentence(Line(1'000, true), Words(SizeUnit::kBytes, 40e9)),
              Not(HasSubstr("largest")));
}

TEST(CrossingSentenceTest, WithoutGrowthThereIsNoSize) {
  EXPECT_THAT(CrossingSentence(Line(1e6, true), Words(SizeUnit::kBytes, 2e9)),
              HasSubstr("insufficient samples"));
}

TEST(CrossingSentenceTest, ATargetMayBeMissedWithoutAnyData) {
  GrowthWords words = Words(SizeUnit::kBytes, 2e9);
  words.limit_ms = 5'000;
  EXPECT_EQ(CrossingSentence(Line(100, true), words),
            "the documented 5 minutes is missed at every size");
}

TEST(AtSizeSentenceTest, SaysWhatBecomesOfTheTarget) {
  EXPECT_THAT(AtSizeSentence(Line(1'000, true), 50e9, Words(SizeUnit::kBytes, 2e9)),
              AllOf(HasSubstr("at 50 GB: 506 s (95 %: "), HasSubstr("minutes is missed"),
                    HasSubstr("25 times smaller")));
  EXPECT_THAT(AtSizeSentence(Line(1'000, true), 10e9, Words(SizeUnit::kBytes, 2e9)),
              HasSubstr("minutes is met"));
  EXPECT_THAT(AtSizeSentence(Line(1'000, true), 29e9, Words(SizeUnit::kBytes, 2e9)),
              HasSubstr("insufficient samples to tell"));
}

TEST(AtSizeSentenceTest, TooFewTimesTellNothing) {
  GrowthChoice choice = Line(0, false);
  choice.fit.points = choice.other.points = 2;
  EXPECT_THAT(AtSizeSentence(choice, 50e9, Words(SizeUnit::kBytes, 2e9)),
              AllOf(HasSubstr("too few times"), HasSubstr("insufficient samples to tell")));
}

TEST(PredictionSentenceTest, SaysWhetherItCameTrue) {
  Prediction prediction{1e6, 12'100, 12'300, {11'000, 13'200}};
  EXPECT_EQ(PredictionSentence(prediction, Words(SizeUnit::kRows, 1e6)),
            "1M rows: 12.1 s predicted from the smaller sizes (95 %: 11 s to 13.2 s), 12.3 s "
            "measured: as predicted");
  prediction.measured = 20'000;
  EXPECT_THAT(PredictionSentence(prediction, Words(SizeUnit::kRows, 1e6)),
              HasSubstr("20 s measured: not as predicted"));
}

}  // namespace
}  // namespace drill
