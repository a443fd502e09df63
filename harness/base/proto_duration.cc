#include "harness/base/proto_duration.h"

namespace drill {

absl::Duration FromProto(const google::protobuf::Duration& value) {
  return absl::Seconds(value.seconds()) + absl::Nanoseconds(value.nanos());
}

absl::Duration DurationOr(const google::protobuf::Duration& value, absl::Duration otherwise) {
  const absl::Duration given = FromProto(value);
  return given > absl::ZeroDuration() ? given : otherwise;
}

}  // namespace drill
