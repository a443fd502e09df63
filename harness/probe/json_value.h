// Values of a JSON document by their keys.
#ifndef HARNESS_PROBE_JSON_VALUE_H_
#define HARNESS_PROBE_JSON_VALUE_H_

#include <nlohmann/json_fwd.hpp>
#include <string>

namespace drill {

// The value at a dotted key ("database.status"); a key that holds dots itself is found, too. Null
// when there is none.
const nlohmann::json* FindJson(const nlohmann::json& value, const std::string& key);

}  // namespace drill

#endif  // HARNESS_PROBE_JSON_VALUE_H_
