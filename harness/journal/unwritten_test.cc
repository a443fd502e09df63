#include "harness/journal/unwritten.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace drill {
namespace {

using ::testing::ElementsAre;

TEST(TellUnwrittenTest, IsAnErrorWhateverWasFound) {
  Verdict verdict;
  verdict.outcome = OUTCOME_PASSED;
  verdict.exit_code = 0;
  verdict.as_expected = true;
  TellUnwritten("the journal", absl::InternalError("j: No space left on device"), verdict);
  EXPECT_EQ(verdict.outcome, OUTCOME_ERROR);
  EXPECT_EQ(verdict.exit_code, 4);
  EXPECT_FALSE(verdict.as_expected);
  EXPECT_THAT(verdict.reasons,
              ElementsAre("the journal could not be written: j: No space left on device; what was "
                          "found until then: passed"));
}

TEST(TellUnwrittenTest, KeepsWhatWasFound) {
  Verdict verdict;
  verdict.outcome = OUTCOME_ERROR;
  verdict.reasons = {"the journal holds no proof of the fault"};
  TellUnwritten("the journal", absl::InternalError("full"), verdict);
  EXPECT_THAT(verdict.reasons, ElementsAre("the journal could not be written: full",
                                           "the journal holds no proof of the fault"));
}

}  // namespace
}  // namespace drill
