#include "harness/base/proto_json.h"

#include <cstdint>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/util/json_util.h"
#include "nlohmann/json.hpp"

namespace drill {
namespace {

using google::protobuf::Descriptor;
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

Json TidiedValue(Json value, const FieldDescriptor& field, bool all_fields) {
  switch (field.cpp_type()) {
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

// Numbers as numbers, unset optional fields as null, in the order of the proto file.
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

absl::Status ProtoFromJson(absl::string_view json, google::protobuf::Message* message) {
  const auto status = google::protobuf::util::JsonStringToMessage(std::string(json), message);
  if (status.ok()) return absl::OkStatus();
  return absl::InvalidArgumentError(std::string(status.message()));
}

}  // namespace drill
