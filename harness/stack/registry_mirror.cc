#include "harness/stack/registry_mirror.h"

#include <filesystem>
#include <string>
#include <system_error>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "harness/base/file.h"
#include "harness/base/json.h"
#include "harness/stack/stack_base.h"

namespace drill {

bool HasRegistryMirror(const Stack& stack, const std::string& directory) {
  // Of the trees, each is laid over those before it.
  std::string settings;
  for (const std::string& tree : HostTrees(stack, directory)) {
    const std::string file = absl::StrCat(directory, "/", tree, "/etc/docker/daemon.json");
    std::error_code error;
    if (std::filesystem::is_regular_file(file, error)) settings = file;
  }
  if (settings.empty()) return false;
  const absl::StatusOr<std::string> text = ReadFile(settings);
  if (!text.ok()) return false;
  const nlohmann::json parsed = ParseJson(*text);
  if (!parsed.is_object()) return false;
  const auto mirrors = parsed.find("registry-mirrors");
  return mirrors != parsed.end() && mirrors->is_array() && !mirrors->empty();
}

}  // namespace drill
