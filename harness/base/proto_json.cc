#include "harness/base/proto_json.h"

#include <cstdint>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/util/json_util.h"
#include "harness/base/enum_text.h"
#include "harness/base/status_macros.h"
#include "nlohmann/json.hpp"

namespace drill {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::EnumDescriptor;
using google::protobuf::EnumValueDescriptor;
using google::protobuf::FieldDescriptor;
using Json = nlohmann::ordered_json;

Json Tidied(Json object, const Descriptor& descriptor, bool all_fields);

// Protobuf prints 64-bit integers as strings.
Json Number(const Json& text) {
  if (!text.is_string()) return text;
  const std::string& digits = text.get_ref<const std::string&>();
  int64_t value = 0;
  uint64_t large = 0;
  if (absl::SimpleAtoi(digits, &value)) return value;
  if (absl::SimpleAtoi(digits, &large)) return large;
  return text;
}

// Protobuf prints the whole name of a value, or its number where it has no name.
Json Word(Json name, const FieldDescriptor& field) {
  if (!name.is_string()) return name;
  const EnumValueDescriptor* const value =
      field.enum_type()->FindValueByName(name.get_ref<const std::string&>());
  if (value == nullptr) return name;
  return EnumValueText(*value);
}

Json TidiedValue(Json value, const FieldDescriptor& field, bool all_fields) {
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_ENUM:
      return Word(std::move(value), field);
    case FieldDescriptor::CPPTYPE_INT64:
    case FieldDescriptor::CPPTYPE_UINT64:
      return Number(value);
    case FieldDescriptor::CPPTYPE_MESSAGE:
      return Tidied(std::move(value), *field.message_type(), all_fields);
    default:
      return value;
  }
}

Json TidiedField(Json value, const FieldDescriptor& field, bool all_fields) {
  if (field.is_map()) {
    const FieldDescriptor& of_value = *field.message_type()->map_value();
    for (auto& [key, item] : value.items()) {
      item = TidiedValue(std::move(item), of_value, all_fields);
    }
    return value;
  }
  if (!field.is_repeated()) return TidiedValue(std::move(value), field, all_fields);
  for (Json& item : value) item = TidiedValue(std::move(item), field, all_fields);
  return value;
}

// Numbers as numbers, enums as words, unset optional fields as null, in the order of the proto
// file.
Json Tidied(Json object, const Descriptor& descriptor, bool all_fields) {
  // Durations and the like are printed as text.
  if (!object.is_object()) return object;
  Json result = Json::object();
  for (int i = 0; i < descriptor.field_count(); ++i) {
    const FieldDescriptor& field = *descriptor.field(i);
    const auto found = object.find(field.name());
    if (found != object.end()) {
      result[field.name()] = TidiedField(std::move(*found), field, all_fields);
    } else if (all_fields && field.has_optional_keyword()) {
      result[field.name()] = nullptr;
    }
  }
  return result;
}

absl::Status ReadWords(const Descriptor& descriptor, const std::string& path, UnknownNames unknown,
                       Json& object);

absl::Status ReadWord(const EnumDescriptor& type, const std::string& path, UnknownNames unknown,
                      Json& value) {
  if (!value.is_string()) return absl::OkStatus();
  const std::string& text = value.get_ref<const std::string&>();
  const EnumValueDescriptor* const found = FindEnumText(type, text);
  if (found == nullptr && unknown == UnknownNames::kSkipped) {
    // As if it were not set.
    value = nullptr;
    return absl::OkStatus();
  }
  if (found == nullptr) {
    return absl::InvalidArgumentError(
        absl::StrCat(path, ": \"", text, "\" is none of: ", KnownEnumTexts(type)));
  }
  value = found->name();
  return absl::OkStatus();
}

absl::Status ReadValue(const FieldDescriptor& field, const std::string& path, UnknownNames unknown,
                       Json& value) {
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_ENUM:
      return ReadWord(*field.enum_type(), path, unknown, value);
    case FieldDescriptor::CPPTYPE_MESSAGE:
      return ReadWords(*field.message_type(), path, unknown, value);
    default:
      return absl::OkStatus();
  }
}

absl::Status ReadField(const FieldDescriptor& field, const std::string& path, UnknownNames unknown,
                       Json& value) {
  if (!field.is_repeated()) return ReadValue(field, path, unknown, value);
  // A value that is no list or map is left as it is: protobuf's parser reports it.
  if (field.is_map() ? !value.is_object() : !value.is_array()) return absl::OkStatus();
  const FieldDescriptor& of_item = field.is_map() ? *field.message_type()->map_value() : field;
  for (Json& item : value) RETURN_IF_ERROR(ReadValue(of_item, path, unknown, item));
  return absl::OkStatus();
}

// Puts the names that protobuf knows in the place of words. `path` is the object's field, empty for
// the whole message.
absl::Status ReadWords(const Descriptor& descriptor, const std::string& path, UnknownNames unknown,
                       Json& object) {
  if (!object.is_object()) return absl::OkStatus();
  for (auto& [key, value] : object.items()) {
    const FieldDescriptor* const field = descriptor.FindFieldByName(key);
    if (field == nullptr) continue;
    RETURN_IF_ERROR(
        ReadField(*field, absl::StrCat(path, path.empty() ? "" : ".", key), unknown, value));
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<std::string> ProtoToJson(const google::protobuf::Message& message,
                                        const ProtoJsonOptions& options) {
  google::protobuf::util::JsonPrintOptions print;
  print.preserve_proto_field_names = true;
  print.always_print_primitive_fields = options.all_fields;
  std::string text;
  const auto status = google::protobuf::util::MessageToJsonString(message, &text, print);
  if (!status.ok()) return absl::InternalError(std::string(status.message()));
  Json json = Json::parse(text, nullptr, /*allow_exceptions=*/false);
  if (json.is_discarded()) {
    return absl::InternalError(
        absl::StrCat(message.GetTypeName(), " holds text that is not UTF-8"));
  }
  json = Tidied(std::move(json), *message.GetDescriptor(), options.all_fields);
  // A byte that is not UTF-8 must not end the harness.
  return json.dump(options.pretty ? 2 : -1, ' ', false, Json::error_handler_t::replace);
}

absl::Status ProtoFromJson(absl::string_view json, google::protobuf::Message* message,
                           UnknownNames unknown) {
  std::string text(json);
  Json read = Json::parse(text, nullptr, /*allow_exceptions=*/false);
  // When the text is no JSON, protobuf's parser is given it unchanged and says why.
  if (!read.is_discarded()) {
    RETURN_IF_ERROR(ReadWords(*message->GetDescriptor(), "", unknown, read));
    text = read.dump(-1, ' ', false, Json::error_handler_t::replace);
  }
  google::protobuf::util::JsonParseOptions parse;
  parse.ignore_unknown_fields = unknown == UnknownNames::kSkipped;
  const auto status = google::protobuf::util::JsonStringToMessage(text, message, parse);
  if (status.ok()) return absl::OkStatus();
  return absl::InvalidArgumentError(std::string(status.message()));
}

}  // namespace drill
