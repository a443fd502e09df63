#include "harness/probe/json_value.h"

#include <nlohmann/json.hpp>

namespace drill {

const nlohmann::json* FindJson(const nlohmann::json& value, const std::string& key) {
  if (!value.is_object()) return nullptr;
  const auto whole = value.find(key);
  if (whole != value.end()) return &*whole;
  for (size_t dot = key.find('.'); dot != std::string::npos; dot = key.find('.', dot + 1)) {
    const auto part = value.find(key.substr(0, dot));
    if (part == value.end()) continue;
    if (const nlohmann::json* found = FindJson(*part, key.substr(dot + 1))) return found;
  }
  return nullptr;
}

}  // namespace drill
