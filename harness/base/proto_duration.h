// Durations as the project's files write them, as the clock knows them.
#ifndef HARNESS_BASE_PROTO_DURATION_H_
#define HARNESS_BASE_PROTO_DURATION_H_

#include "absl/time/time.h"
#include "google/protobuf/duration.pb.h"

namespace drill {

// Zero when it is not set.
absl::Duration FromProto(const google::protobuf::Duration& value);

// `otherwise` when it is not set: a duration of zero cannot be written (FieldChecker::Positive).
absl::Duration DurationOr(const google::protobuf::Duration& value, absl::Duration otherwise);

}  // namespace drill

#endif  // HARNESS_BASE_PROTO_DURATION_H_
