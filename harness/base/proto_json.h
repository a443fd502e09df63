// Messages as JSON for readers outside: snake_case names, every field there, numbers as numbers.
#ifndef HARNESS_BASE_PROTO_JSON_H_
#define HARNESS_BASE_PROTO_JSON_H_

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "google/protobuf/message.h"

namespace drill {

struct ProtoJsonOptions {
  // Fields at their defaults are printed too; an unset `optional` one as null. False: only what is
  // set.
  bool all_fields = true;
  // Several lines with two spaces of indentation, in place of one line.
  bool pretty = false;
};

// Proto JSON, but 64-bit integers are numbers, where the proto mapping has strings, and enum values
// are printed as their text (enum_text.h): "passed" for OUTCOME_PASSED, "" for OUTCOME_UNSPECIFIED.
// Internal when protobuf cannot print the message (a string that is not UTF-8).
absl::StatusOr<std::string> ProtoToJson(const google::protobuf::Message& message,
                                        const ProtoJsonOptions& options = {});

// What is done with fields, and texts of enums, that the message does not have.
enum class UnknownNames {
  // An error: a person or a damaged file wrote them.
  kRefused,
  // As if they were not there: a newer harness may have written them.
  kSkipped,
};

// Reads what ProtoToJson() wrote. InvalidArgument for anything else.
absl::Status ProtoFromJson(absl::string_view json, google::protobuf::Message* message,
                           UnknownNames unknown = UnknownNames::kRefused);

}  // namespace drill

#endif  // HARNESS_BASE_PROTO_JSON_H_
