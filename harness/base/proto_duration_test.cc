#include "harness/base/proto_duration.h"

#include "gtest/gtest.h"

namespace drill {
namespace {

google::protobuf::Duration Given(int64_t seconds, int32_t nanos) {
  google::protobuf::Duration value;
  value.set_seconds(seconds);
  value.set_nanos(nanos);
  return value;
}

TEST(FromProtoTest, AddsSecondsAndNanoseconds) {
  EXPECT_EQ(FromProto(Given(90, 5)), absl::Seconds(90) + absl::Nanoseconds(5));
  EXPECT_EQ(FromProto({}), absl::ZeroDuration());
}

TEST(DurationOrTest, TakesWhatIsGiven) {
  EXPECT_EQ(DurationOr(Given(0, 20000000), absl::Seconds(1)), absl::Milliseconds(20));
}

TEST(DurationOrTest, TakesTheOtherWhereNothingIs) {
  EXPECT_EQ(DurationOr({}, absl::Seconds(1)), absl::Seconds(1));
}

}  // namespace
}  // namespace drill
