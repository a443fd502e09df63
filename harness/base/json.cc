#include "harness/base/json.h"

namespace drill {

nlohmann::json ParseJson(absl::string_view text) {
  return nlohmann::json::parse(text.data(), text.data() + text.size(), nullptr,
                               /*allow_exceptions=*/false);
}

}  // namespace drill
