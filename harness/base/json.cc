#include "harness/base/json.h"

namespace drill {

nlohmann::json ParseJson(absl::string_view text) {
  return nlohmann::json::parse(text.data(), text.data() + text.size(), nullptr,
                               /*allow_exceptions=*/false);
}

std::string JsonTextAt(const nlohmann::json& value, const char* pointer) {
  const nlohmann::json::json_pointer where(pointer);
  if (!value.contains(where) || !value.at(where).is_string()) return "";
  return value.at(where).get<std::string>();
}

}  // namespace drill
