#include "harness/command/stack_argument.h"

#include <filesystem>
#include <system_error>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "harness/base/status_macros.h"
#include "harness/scenario/scenario_loader.h"

namespace drill {

namespace fs = std::filesystem;

std::optional<std::string> StackDirectory(const std::string& argument) {
  const fs::path path(argument);
  std::error_code ignored;
  if (path.filename() == "stack.textproto" && fs::is_regular_file(path, ignored))
    return path.has_parent_path() ? path.parent_path().string() : ".";
  if (fs::is_regular_file(path / "stack.textproto", ignored)) return path.string();
  return std::nullopt;
}

absl::StatusOr<std::string> FindStack(const std::string& root, const std::string& argument) {
  for (const std::string& path : {argument, absl::StrCat("fixtures/", argument),
                                  absl::StrCat(root, "/fixtures/", argument)}) {
    if (std::optional<std::string> directory = StackDirectory(path)) return *std::move(directory);
  }
  const absl::StatusOr<std::vector<std::string>> scenarios = FindScenarios(root, argument);
  if (scenarios.ok() && scenarios->size() == 1) {
    ASSIGN_OR_RETURN(const LoadedScenario scenario, LoadScenario(root, scenarios->front()));
    if (!scenario.stack_directory.empty()) return scenario.stack_directory;
  }
  return absl::NotFoundError(
      absl::StrCat(argument,
                   ": no stack; name a directory that holds a stack.textproto, a name "
                   "below fixtures/, or one scenario of the stack"));
}

}  // namespace drill
