#include "harness/stack/registry_mirror.h"

#include <string>

#include "absl/status/statusor.h"
#include "harness/base/file.h"
#include "harness/base/json.h"

namespace drill {

bool HasRegistryMirror(const HostFiles& files) {
  const auto settings = files.files().find("/etc/docker/daemon.json");
  if (settings == files.files().end()) return false;
  const absl::StatusOr<std::string> text = ReadFile(settings->second);
  if (!text.ok()) return false;
  const nlohmann::json parsed = ParseJson(*text);
  if (!parsed.is_object()) return false;
  const auto mirrors = parsed.find("registry-mirrors");
  return mirrors != parsed.end() && mirrors->is_array() && !mirrors->empty();
}

}  // namespace drill
