#include "harness/base/enum_text.h"

#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_join.h"

namespace drill {
namespace {

using google::protobuf::EnumDescriptor;
using google::protobuf::EnumValueDescriptor;

// "CHECK_PHASE_" of CheckPhase.
std::string PrefixOf(const EnumDescriptor& type) {
  std::string prefix;
  for (const char letter : type.name()) {
    if (absl::ascii_isupper(letter) && !prefix.empty()) prefix.push_back('_');
    prefix.push_back(absl::ascii_toupper(letter));
  }
  return absl::StrCat(prefix, "_");
}

bool HasWords(const EnumDescriptor& type, absl::string_view prefix) {
  for (int i = 0; i < type.value_count(); ++i) {
    const std::string& name = type.value(i)->name();
    if (name.size() == prefix.size() || !absl::StartsWith(name, prefix)) return false;
  }
  return true;
}

}  // namespace

std::string EnumValueText(const EnumValueDescriptor& value) {
  const std::string prefix = PrefixOf(*value.type());
  if (!HasWords(*value.type(), prefix)) return value.name();
  std::string text = absl::AsciiStrToLower(value.name().substr(prefix.size()));
  return value.number() == 0 && text == "unspecified" ? "" : text;
}

const EnumValueDescriptor* FindEnumText(const EnumDescriptor& type, absl::string_view text) {
  for (int i = 0; i < type.value_count(); ++i) {
    if (EnumValueText(*type.value(i)) == text) return type.value(i);
  }
  return nullptr;
}

std::string KnownEnumTexts(const EnumDescriptor& type) {
  std::vector<std::string> texts;
  for (int i = 0; i < type.value_count(); ++i) {
    std::string text = EnumValueText(*type.value(i));
    if (!text.empty()) texts.push_back(std::move(text));
  }
  return absl::StrJoin(texts, ", ");
}

}  // namespace drill
