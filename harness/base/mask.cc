#include "harness/base/mask.h"

#include <algorithm>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "google/protobuf/descriptor.h"
#include "harness/base/mask_patterns.h"

namespace drill {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;

// Shorter ones are too likely to be a part of an innocent word.
constexpr size_t kLongEnough = 8;

std::string Unquoted(absl::string_view value) {
  value = absl::StripAsciiWhitespace(value);
  if (value.size() >= 2 && (value.front() == '"' || value.front() == '\'') &&
      value.back() == value.front()) {
    value = value.substr(1, value.size() - 2);
  }
  return std::string(value);
}

bool IsWord(absl::string_view text, size_t begin, size_t end) {
  const auto joins = [](char c) { return absl::ascii_isalnum(c) || c == '_' || c == '-'; };
  return (begin == 0 || !joins(text[begin - 1])) && (end == text.size() || !joins(text[end]));
}

std::string Replaced(absl::string_view text, const std::string& secret) {
  std::string result;
  size_t from = 0;
  while (true) {
    size_t found = text.find(secret, from);
    while (found != absl::string_view::npos && secret.size() < kLongEnough &&
           !IsWord(text, found, found + secret.size())) {
      found = text.find(secret, found + 1);
    }
    if (found == absl::string_view::npos) break;
    absl::StrAppend(&result, text.substr(from, found - from), kMasked);
    from = found + secret.size();
  }
  absl::StrAppend(&result, text.substr(from));
  return result;
}

}  // namespace

void Masker::AddSecret(absl::string_view value) {
  if (!value.empty()) secrets_.insert(std::string(value));
}

void Masker::AddKeyValueFile(absl::string_view content) {
  for (absl::string_view line : absl::StrSplit(content, '\n')) {
    line = absl::StripAsciiWhitespace(line);
    absl::ConsumePrefix(&line, "export ");
    const size_t equals = line.find('=');
    if (absl::StartsWith(line, "#") || equals == absl::string_view::npos) continue;
    const absl::string_view key = absl::StripAsciiWhitespace(line.substr(0, equals));
    const std::string value = Unquoted(line.substr(equals + 1));
    if (IsSecretKey(key) || LooksRandom(value)) AddSecret(value);
    AddSecret(PasswordOfUrl(value));
  }
}

std::string Masker::Mask(absl::string_view text) const {
  std::string result(text);
  for (const std::string& secret : secrets_) {
    if (absl::StrContains(result, secret)) result = Replaced(result, secret);
  }
  return MaskPatterns(result, kMasked);
}

void Masker::MaskMessage(Message* message) const {
  const Reflection& reflection = *message->GetReflection();
  std::vector<const FieldDescriptor*> fields;
  reflection.ListFields(*message, &fields);
  for (const FieldDescriptor* field : fields) {
    const int count = field->is_repeated() ? reflection.FieldSize(*message, field) : 1;
    for (int i = 0; i < count; ++i) {
      if (field->type() == FieldDescriptor::TYPE_STRING && field->is_repeated()) {
        reflection.SetRepeatedString(message, field, i,
                                     Mask(reflection.GetRepeatedString(*message, field, i)));
      } else if (field->type() == FieldDescriptor::TYPE_STRING) {
        reflection.SetString(message, field, Mask(reflection.GetString(*message, field)));
      } else if (field->cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE) {
        MaskMessage(field->is_repeated() ? reflection.MutableRepeatedMessage(message, field, i)
                                         : reflection.MutableMessage(message, field));
      }
    }
  }
}

}  // namespace drill
