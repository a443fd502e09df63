#include "harness/load/load_check.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace drill {
namespace {

using ::testing::HasSubstr;

LoadWindow Window(const std::string& name, int writes_sent, int acknowledged, int reads_sent,
                  int answered) {
  LoadWindow window;
  window.set_name(name);
  window.set_writes_sent(writes_sent);
  window.set_writes_acknowledged(acknowledged);
  window.set_reads_sent(reads_sent);
  window.set_reads_answered(answered);
  return window;
}

const LoadWindow kDuring = Window("during", 90, 0, 90, 0);

TEST(LoadCheckTest, PassesWhenAllAreAnsweredAgainWhateverCameBetween) {
  const auto check =
      CheckLoad({Window("before", 40, 40, 40, 40), kDuring, Window("after", 41, 41, 40, 40)});
  ASSERT_TRUE(check.has_value());
  EXPECT_TRUE(check->passed());
  EXPECT_EQ(check->name(), "load");
  EXPECT_EQ(check->expected(),
            "answered as before the fault, when it was 40 of 40 writes, 40 of 40 reads");
  EXPECT_EQ(check->actual(), "41 of 41 writes, 40 of 40 reads");
}

TEST(LoadCheckTest, FailsWhenWritesAreRefusedAlthoughReadsWork) {
  const auto check =
      CheckLoad({Window("before", 40, 40, 40, 40), kDuring, Window("after", 40, 0, 40, 40)});
  ASSERT_TRUE(check.has_value());
  EXPECT_FALSE(check->passed());
  EXPECT_FALSE(check->skipped());
}

TEST(LoadCheckTest, FailsWhenReadsAreRefusedAlthoughWritesWork) {
  const auto check =
      CheckLoad({Window("before", 40, 40, 40, 40), kDuring, Window("after", 40, 40, 40, 20)});
  ASSERT_TRUE(check.has_value());
  EXPECT_FALSE(check->passed());
}

TEST(LoadCheckTest, TellsWhatBecameOfThoseThatWereNotAnswered) {
  LoadWindow after = Window("after", 40, 30, 40, 40);
  LoadError& error = *after.add_errors();
  error.set_what("status 504");
  error.set_requests(9);
  LoadError& other = *after.add_errors();
  other.set_what("no answer in time");
  other.set_requests(1);
  EXPECT_EQ(CheckLoad({Window("before", 40, 40, 40, 40), after})->actual(),
            "30 of 40 writes, 40 of 40 reads; not answered: status 504 (9), no answer in time (1)");
}

TEST(LoadCheckTest, ToleratesOneOfTwentyAndNoMore) {
  EXPECT_TRUE(CheckLoad({Window("before", 40, 40, 0, 0), Window("after", 40, 38, 0, 0)})->passed());
  EXPECT_FALSE(
      CheckLoad({Window("before", 40, 40, 0, 0), Window("after", 40, 37, 0, 0)})->passed());
}

TEST(LoadCheckTest, ASystemThatNeverAnsweredAllNeedNotDoSoAfterwards) {
  EXPECT_TRUE(CheckLoad({Window("before", 40, 20, 0, 0), Window("after", 40, 20, 0, 0)})->passed());
  EXPECT_FALSE(
      CheckLoad({Window("before", 40, 20, 0, 0), Window("after", 40, 10, 0, 0)})->passed());
}

TEST(LoadCheckTest, IsLeftOutVisiblyWhereNothingWasDue) {
  const auto check = CheckLoad({Window("before", 1, 1, 0, 0), Window("after", 0, 0, 0, 0)});
  ASSERT_TRUE(check.has_value());
  EXPECT_TRUE(check->skipped());
  EXPECT_FALSE(check->passed());
}

TEST(LoadIsUndecidedTest, WhereMoreRequestsCouldStillShowAnswers) {
  const LoadWindow before = Window("before", 40, 40, 40, 40);
  EXPECT_TRUE(LoadIsUndecided({before, Window("after", 40, 37, 40, 36)}, 5));
  EXPECT_TRUE(LoadIsUndecided({before, Window("after", 40, 30, 40, 40)}, 5));
  EXPECT_FALSE(LoadIsUndecided({before, Window("after", 40, 29, 40, 40)}, 5)) << "out of reach";
  EXPECT_FALSE(LoadIsUndecided({before, Window("after", 40, 40, 40, 0)}, 5));
  EXPECT_FALSE(LoadIsUndecided({before, Window("after", 40, 40, 40, 40)}, 5)) << "it passes";
  EXPECT_FALSE(LoadIsUndecided({before, Window("after", 0, 0, 0, 0)}, 5)) << "nothing was due";
  EXPECT_FALSE(LoadIsUndecided({}, 5));
}

TEST(LoadCheckTest, NoLoadNoCheck) {
  EXPECT_FALSE(CheckLoad({}).has_value());
  EXPECT_FALSE(CheckLoad({Window("before", 40, 40, 40, 40), kDuring}).has_value());
}

}  // namespace
}  // namespace drill
