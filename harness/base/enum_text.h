// Proto enums that stand for a closed set of words. Each value's name begins with the enum's, and
// its text is what follows, in small letters:
//
//   enum CheckPhase { CHECK_PHASE_UNSPECIFIED = 0; CHECK_PHASE_STEADY_STATE = 1; }
//
// has the texts "" and "steady_state". An enum of which one value's name begins otherwise has no
// words: the text of its values is their name as it is.
#ifndef HARNESS_BASE_ENUM_TEXT_H_
#define HARNESS_BASE_ENUM_TEXT_H_

#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/generated_enum_reflection.h"
#include "google/protobuf/generated_enum_util.h"

namespace drill {

std::string EnumValueText(const google::protobuf::EnumValueDescriptor& value);

// The value that has this text; null where there is none.
const google::protobuf::EnumValueDescriptor* FindEnumText(
    const google::protobuf::EnumDescriptor& type, absl::string_view text);

// All texts but the empty one, in the proto file's order: "passed, failed".
std::string KnownEnumTexts(const google::protobuf::EnumDescriptor& type);

// EnumText(CHECK_PHASE_STEADY_STATE) is "steady_state". Of a number that is no value: the number.
template <typename Enum>
std::string EnumText(Enum value) {
  static_assert(google::protobuf::is_proto_enum<Enum>::value, "not an enum of a proto file");
  const google::protobuf::EnumValueDescriptor* const known =
      google::protobuf::GetEnumDescriptor<Enum>()->FindValueByNumber(value);
  return known == nullptr ? absl::StrCat(static_cast<int>(value)) : EnumValueText(*known);
}

}  // namespace drill

#endif  // HARNESS_BASE_ENUM_TEXT_H_
