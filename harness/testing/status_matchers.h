// Matchers for absl::Status and absl::StatusOr that say what the status was when they fail.
//
//   EXPECT_THAT(WriteFile(path, text), IsOk());
//   EXPECT_THAT(ReadFile(path), IsOkAndHolds("text"));
//   EXPECT_THAT(ReadFile(path), StatusIs(absl::StatusCode::kNotFound, HasSubstr(path)));
#ifndef HARNESS_TESTING_STATUS_MATCHERS_H_
#define HARNESS_TESTING_STATUS_MATCHERS_H_

#include <ostream>
#include <string>
#include <type_traits>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace drill {
namespace testing_internal {

inline const absl::Status& StatusOf(const absl::Status& status) { return status; }
template <typename T>
const absl::Status& StatusOf(const absl::StatusOr<T>& result) {
  return result.status();
}

template <typename StatusOrType>
class IsOkAndHoldsImpl : public ::testing::MatcherInterface<StatusOrType> {
 public:
  using Value = typename std::decay_t<StatusOrType>::value_type;

  template <typename Inner>
  explicit IsOkAndHoldsImpl(const Inner& inner)
      : inner_(::testing::SafeMatcherCast<const Value&>(inner)) {}

  void DescribeTo(std::ostream* os) const override {
    *os << "is OK and holds a value that ";
    inner_.DescribeTo(os);
  }
  void DescribeNegationTo(std::ostream* os) const override {
    *os << "is not OK, or holds a value that ";
    inner_.DescribeNegationTo(os);
  }
  bool MatchAndExplain(StatusOrType actual,
                       ::testing::MatchResultListener* listener) const override {
    if (!actual.ok()) {
      *listener << "which has status " << actual.status();
      return false;
    }
    return inner_.MatchAndExplain(*actual, listener);
  }

 private:
  const ::testing::Matcher<const Value&> inner_;
};

template <typename Inner>
class IsOkAndHoldsMatcher {
 public:
  explicit IsOkAndHoldsMatcher(Inner inner) : inner_(std::move(inner)) {}

  template <typename StatusOrType>
  operator ::testing::Matcher<StatusOrType>() const {  // NOLINT: gmock converts implicitly.
    return ::testing::Matcher<StatusOrType>(
        new IsOkAndHoldsImpl<const std::decay_t<StatusOrType>&>(inner_));
  }

 private:
  const Inner inner_;
};

}  // namespace testing_internal

// OK, whether a Status or a StatusOr of anything.
MATCHER(IsOk, negation ? "is not OK" : "is OK") {
  const absl::Status& status = testing_internal::StatusOf(arg);
  if (!status.ok()) *result_listener << "which has status " << status;
  return status.ok();
}

// A StatusOr that is OK and whose value matches `inner` (a value or a matcher).
template <typename Inner>
testing_internal::IsOkAndHoldsMatcher<std::decay_t<Inner>> IsOkAndHolds(Inner&& inner) {
  return testing_internal::IsOkAndHoldsMatcher<std::decay_t<Inner>>(std::forward<Inner>(inner));
}

// The code, and optionally the message; both may be matchers.
MATCHER_P2(StatusIs, code, message, "has the wanted status code and message") {
  const absl::Status& status = testing_internal::StatusOf(arg);
  *result_listener << "which has status " << status;
  return ::testing::ExplainMatchResult(::testing::SafeMatcherCast<const absl::StatusCode&>(code),
                                       status.code(), result_listener) &&
         ::testing::ExplainMatchResult(::testing::SafeMatcherCast<const std::string&>(message),
                                       std::string(status.message()), result_listener);
}

template <typename Code>
auto StatusIs(Code code) {
  return StatusIs(code, ::testing::_);
}

}  // namespace drill

#endif  // HARNESS_TESTING_STATUS_MATCHERS_H_
