#ifndef HARNESS_BASE_JSON_H_
#define HARNESS_BASE_JSON_H_

#include <nlohmann/json.hpp>
#include <string>

#include "absl/strings/string_view.h"

namespace drill {

// The one way the harness reads JSON. Text that is no JSON gives a discarded value
// (`is_discarded()`): no object, no array, no text. One place, since the parser is a template:
// compiled once, optimized (see .bazelrc), for every program.
nlohmann::json ParseJson(absl::string_view text);

// The text at a JSON pointer, "/State/Status"; empty where there is none, or something else.
std::string JsonTextAt(const nlohmann::json& value, const char* pointer);

}  // namespace drill

#endif  // HARNESS_BASE_JSON_H_
