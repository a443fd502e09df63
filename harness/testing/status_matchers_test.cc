#include "harness/testing/status_matchers.h"

#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace drill {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::Pointee;
using ::testing::SizeIs;
using ::testing::StringMatchResultListener;

const absl::StatusOr<std::string> kText = std::string("hey");
const absl::StatusOr<std::string> kMissing = absl::NotFoundError("no such thing");

template <typename Matcher, typename Value>
std::string Explanation(const Matcher& matcher, const Value& value) {
  StringMatchResultListener listener;
  ::testing::SafeMatcherCast<const Value&>(matcher).MatchAndExplain(value, &listener);
  return listener.str();
}

TEST(IsOkTest, TellsOkFromNot) {
  EXPECT_THAT(absl::OkStatus(), IsOk());
  EXPECT_THAT(kText, IsOk());
  EXPECT_THAT(absl::InternalError("broken"), Not(IsOk()));
  EXPECT_THAT(kMissing, Not(IsOk()));
}

TEST(IsOkTest, ExplainsWithTheStatus) {
  EXPECT_THAT(Explanation(IsOk(), kMissing), HasSubstr("no such thing"));
}

TEST(IsOkAndHoldsTest, LooksAtTheValue) {
  EXPECT_THAT(kText, IsOkAndHolds("hey"));
  EXPECT_THAT(kText, IsOkAndHolds(SizeIs(3)));
  EXPECT_THAT(kText, Not(IsOkAndHolds("ho")));
  EXPECT_THAT(kMissing, Not(IsOkAndHolds("hey")));
  EXPECT_THAT(absl::StatusOr<int>(3), IsOkAndHolds(3));
}

TEST(IsOkAndHoldsTest, TakesWhatCannotBeCopied) {
  EXPECT_THAT(absl::StatusOr<std::unique_ptr<int>>(std::make_unique<int>(5)),
              IsOkAndHolds(Pointee(5)));
}

TEST(IsOkAndHoldsTest, ExplainsWithTheStatus) {
  EXPECT_THAT(Explanation(IsOkAndHolds("hey"), kMissing), HasSubstr("no such thing"));
}

TEST(StatusIsTest, LooksAtCodeAndMessage) {
  EXPECT_THAT(kMissing, StatusIs(absl::StatusCode::kNotFound));
  EXPECT_THAT(kMissing, StatusIs(absl::StatusCode::kNotFound, HasSubstr("such")));
  EXPECT_THAT(kMissing, Not(StatusIs(absl::StatusCode::kInternal)));
  EXPECT_THAT(kMissing, Not(StatusIs(absl::StatusCode::kNotFound, "something else")));
  EXPECT_THAT(kText, Not(StatusIs(absl::StatusCode::kNotFound)));
  EXPECT_THAT(absl::OkStatus(), StatusIs(absl::StatusCode::kOk));
}

}  // namespace
}  // namespace drill
