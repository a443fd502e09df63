#include "harness/stack/stack_loader.h"

#include <filesystem>
#include <utility>

#include "absl/strings/str_cat.h"
#include "harness/base/file.h"
#include "harness/base/status_macros.h"
#include "harness/stack/reference_validator.h"
#include "harness/stack/stack_validator.h"

namespace drill {

absl::StatusOr<LoadedStack> LoadStack(const std::string& directory) {
  const std::filesystem::path path = std::filesystem::path(directory + "/").lexically_normal();
  const std::string file = (path / "stack.textproto").string();
  ASSIGN_OR_RETURN(const std::string content, ReadFile(file));
  std::vector<Problem> problems;
  Stack stack;
  FieldLocations locations = ParseTextProto(file, content, &stack, &problems);
  if (locations.complete()) ValidateStack(stack, directory, locations, &problems);
  return LoadedStack{path.parent_path().filename().string(),
                     path.parent_path().string(),
                     file,
                     std::move(stack),
                     std::move(locations),
                     std::move(problems)};
}

absl::StatusOr<LoadedDrill> LoadDrill(const std::string& root, const std::string& scenario_file) {
  ASSIGN_OR_RETURN(LoadedScenario scenario, LoadScenario(root, scenario_file));
  std::vector<Problem> problems = scenario.problems;
  LoadedStack nothing{"", "", "", {}, FieldLocations(""), {}};
  if (scenario.stack_directory.empty()) {
    return LoadedDrill{std::move(scenario), std::move(nothing), std::move(problems)};
  }
  absl::StatusOr<LoadedStack> stack = LoadStack(scenario.stack_directory);
  if (!stack.ok()) {
    problems.push_back(scenario.locations.ProblemAt(
        "stack", absl::StrCat("stack cannot be read: ", stack.status().message())));
    return LoadedDrill{std::move(scenario), std::move(nothing), std::move(problems)};
  }
  problems.insert(problems.end(), stack->problems.begin(), stack->problems.end());
  // What a half-read file refers to, or is referred to for, cannot be told.
  if (scenario.locations.complete() && stack->locations.complete()) {
    ValidateReferences(scenario.scenario, stack->stack, scenario.locations, &problems);
  }
  return LoadedDrill{std::move(scenario), *std::move(stack), std::move(problems)};
}

}  // namespace drill
