#include "harness/base/mask.h"

#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "google/protobuf/descriptor.h"
#include "harness/base/env_file.h"
#include "harness/base/mask_patterns.h"

namespace drill {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;

// A file such as /run/secrets/db_password.
bool IsOneWord(absl::string_view content) {
  return !content.empty() && content.size() <= 4096 &&
         content.find_first_of("= \t\n") == absl::string_view::npos;
}

// An example in a comment ("# DB_PASS=aria") may be any word.
bool InComment(absl::string_view content, size_t at) {
  const size_t newline = content.substr(0, at).rfind('\n');
  const size_t line = newline == absl::string_view::npos ? 0 : newline + 1;
  return absl::StartsWith(absl::StripLeadingAsciiWhitespace(content.substr(line)), "#");
}

}  // namespace

void Masker::AddSecret(absl::string_view value) {
  const absl::MutexLock lock(&mutex_);
  known_.Add(value);
}

void Masker::AddSecretFile(absl::string_view content) {
  for (const EnvEntry& entry : ParseEnvFile(content).entries) {
    if (IsSecretKey(entry.key) || LooksRandom(entry.value) ||
        absl::StrContains(entry.value, "PRIVATE KEY-----"))
      AddSecret(entry.value);
    AddSecret(PasswordOfUrl(entry.value));
  }
  for (const TextSpan& span : FindSecretShapes(content)) {
    if (!InComment(content, span.begin))
      AddSecret(absl::StripAsciiWhitespace(content.substr(span.begin, span.end - span.begin)));
  }
  const absl::string_view word = absl::StripAsciiWhitespace(content);
  if (IsOneWord(word)) AddSecret(word);
}

std::vector<TextSpan> Masker::Find(absl::string_view text) const {
  std::vector<TextSpan> spans = FindSecretShapes(text);
  const absl::ReaderMutexLock lock(&mutex_);
  const std::vector<TextSpan> known = known_.Find(text);
  spans.insert(spans.end(), known.begin(), known.end());
  return Merged(std::move(spans));
}

std::string Masker::Mask(absl::string_view text) const {
  return WithSpansReplaced(text, Find(text), kMasked);
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
