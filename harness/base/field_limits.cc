#include "harness/base/field_limits.h"

#include <cmath>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/duration.pb.h"

namespace drill {
namespace {

using google::protobuf::Duration;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;

constexpr int64_t kDay = 86400;
constexpr int64_t kMostNumber = 1000000;
constexpr int64_t kMostBytes = int64_t{1} << 40;
constexpr double kMostReal = 1e9;
constexpr size_t kMostText = 64 << 10;
constexpr int kMostEntries = 1000;

class Walk {
 public:
  explicit Walk(FieldChecker* checker) : checker_(checker) {}

  void Into(const Message& message, const std::string& path) {
    std::vector<const FieldDescriptor*> fields;
    message.GetReflection()->ListFields(message, &fields);
    for (const FieldDescriptor* field : fields) {
      const std::string name = FieldPath(path, field->name());
      if (!field->is_repeated()) {
        One(message, *field, name, -1);
        continue;
      }
      const int count = message.GetReflection()->FieldSize(message, field);
      if (count > kMostEntries) {
        Tell(name, absl::StrCat("has ", count, " entries"), absl::StrCat("at most ", kMostEntries));
        continue;
      }
      for (int i = 0; i < count; ++i) One(message, *field, FieldPath(path, field->name(), i), i);
    }
  }

 private:
  void One(const Message& message, const FieldDescriptor& field, const std::string& path, int i) {
    const Reflection& get = *message.GetReflection();
    switch (field.cpp_type()) {
      case FieldDescriptor::CPPTYPE_INT32:
        return Number(
            field, path,
            i < 0 ? get.GetInt32(message, &field) : get.GetRepeatedInt32(message, &field, i));
      case FieldDescriptor::CPPTYPE_INT64:
        return Number(
            field, path,
            i < 0 ? get.GetInt64(message, &field) : get.GetRepeatedInt64(message, &field, i));
      case FieldDescriptor::CPPTYPE_DOUBLE:
        return Real(path, i < 0 ? get.GetDouble(message, &field)
                                : get.GetRepeatedDouble(message, &field, i));
      case FieldDescriptor::CPPTYPE_STRING:
        return Text(path, i < 0 ? get.GetString(message, &field)
                                : get.GetRepeatedString(message, &field, i));
      case FieldDescriptor::CPPTYPE_MESSAGE:
        return Nested(
            field, path,
            i < 0 ? get.GetMessage(message, &field) : get.GetRepeatedMessage(message, &field, i));
      default:
        return;
    }
  }

  void Nested(const FieldDescriptor& field, const std::string& path, const Message& message) {
    if (message.GetDescriptor() != Duration::descriptor()) return Into(message, path);
    const auto& duration = static_cast<const Duration&>(message);
    const bool is_age = field.name() == "max_lost" || field.name() == "max_age";
    const int64_t days = field.name() == "offset" ? 36525 : is_age ? 366 : 1;
    if (std::abs(static_cast<double>(duration.seconds())) <= static_cast<double>(days * kDay))
      return;
    Tell(path, absl::StrCat("is longer than ", days, days == 1 ? " day" : " days"),
         "durations are in seconds");
  }

  void Number(const FieldDescriptor& field, const std::string& path, int64_t value) {
    // Fields that end with _us are points in time, which only the harness sets: no limit applies.
    if (absl::EndsWith(field.name(), "_us")) return;
    const int64_t most = absl::StrContains(field.name(), "bytes") ? kMostBytes : kMostNumber;
    if (value >= -most && value <= most) return;
    Tell(path, absl::StrCat("is out of bounds: ", value), absl::StrCat("at most ", most));
  }

  void Real(const std::string& path, double value) {
    if (std::isfinite(value) && std::abs(value) <= kMostReal) return;
    Tell(path, absl::StrCat("is out of bounds: ", value), "at most 10^9");
  }

  void Text(const std::string& path, const std::string& value) {
    if (value.size() <= kMostText) return;
    Tell(path, absl::StrCat("has ", value.size(), " bytes"), absl::StrCat("at most ", kMostText));
  }

  // A field for which another rule has already reported a problem gets no second one.
  void Tell(const std::string& path, const std::string& message, absl::string_view remedy) {
    if (!checker_->Told(path)) checker_->Add(path, message, remedy);
  }

  FieldChecker* const checker_;
};

}  // namespace

void CheckLimits(const Message& message, FieldChecker* checker) { Walk(checker).Into(message, ""); }

}  // namespace drill
