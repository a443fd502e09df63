#include "harness/scenario/scenario_loader.h"

#include <algorithm>
#include <filesystem>
#include <system_error>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/strip.h"
#include "harness/base/file.h"
#include "harness/base/status_macros.h"
#include "harness/scenario/scenario_validator.h"

namespace drill {
namespace {

namespace fs = std::filesystem;
constexpr char kEnding[] = ".textproto";

absl::StatusOr<std::vector<std::string>> ScenariosBelow(const std::string& directory) {
  ASSIGN_OR_RETURN(const std::vector<std::string> files, ListFiles(directory));
  std::vector<std::string> scenarios;
  for (const std::string& file : files) {
    if (absl::EndsWith(file, kEnding)) scenarios.push_back((fs::path(directory) / file).string());
  }
  return scenarios;
}

absl::Status NoSuchScenario(const std::string& root, const std::string& argument) {
  const absl::StatusOr<std::vector<std::string>> files = ScenariosBelow(root + "/scenarios");
  std::vector<std::string> names;
  if (files.ok()) {
    for (const std::string& file : *files) {
      names.push_back(
          fs::path(file).lexically_relative(root + "/scenarios").replace_extension("").string());
    }
  }
  const std::string nearest = NearestName(argument, names);
  return absl::NotFoundError(
      absl::StrCat(argument, ": no such scenario, file or directory",
                   nearest.empty() ? absl::StrCat("; there are: ", absl::StrJoin(names, ", "))
                                   : absl::StrCat("; did you mean ", nearest, "?")));
}

std::string ScenarioName(const fs::path& file) {
  fs::path name;
  const fs::path bare = file.parent_path() / file.stem();
  for (const fs::path& part : bare) {
    name = part == "scenarios" ? fs::path() : name / part;
  }
  const bool below_scenarios =
      std::find(bare.begin(), bare.end(), fs::path("scenarios")) != bare.end();
  return below_scenarios ? name.string() : file.stem().string();
}

// Beside every directory above the file, then below the root.
std::string FindStackDirectory(const std::string& root, const std::string& file,
                               const std::string& stack) {
  if (stack.empty()) return "";
  std::error_code ignored;
  std::vector<fs::path> roots;
  const fs::path absolute = fs::absolute(file, ignored);
  for (fs::path above = absolute.parent_path(); above != above.root_path();
       above = above.parent_path()) {
    roots.push_back(above);
  }
  roots.push_back(root);
  for (const fs::path& candidate : roots) {
    const fs::path directory = candidate / "fixtures" / stack;
    if (fs::is_regular_file(directory / "stack.textproto", ignored)) return directory.string();
  }
  return "";
}

}  // namespace

absl::StatusOr<std::vector<std::string>> FindScenarios(const std::string& root,
                                                       const std::string& argument) {
  std::error_code ignored;
  const std::string named = absl::StrCat(root, "/scenarios/", absl::StripSuffix(argument, "/"));
  // A path that was typed comes first; "aria" with a directory of that name here means that one.
  for (const std::string& path : {argument, named + kEnding, named}) {
    if (fs::is_regular_file(path, ignored)) return std::vector<std::string>{path};
    if (path.empty() || !fs::is_directory(path, ignored)) continue;
    ASSIGN_OR_RETURN(std::vector<std::string> scenarios, ScenariosBelow(path));
    if (!scenarios.empty()) return scenarios;
  }
  return NoSuchScenario(root, argument);
}

absl::StatusOr<LoadedScenario> LoadScenario(const std::string& root, const std::string& file) {
  ASSIGN_OR_RETURN(const std::string content, ReadFile(file));
  std::vector<Problem> problems;
  Scenario scenario;
  FieldLocations locations = ParseTextProto(file, content, &scenario, &problems);
  const fs::path path(file);
  const std::string directory = path.has_parent_path() ? path.parent_path().string() : ".";
  const std::string stack_directory = FindStackDirectory(root, file, scenario.stack());
  if (locations.complete()) {
    ValidateScenario(scenario, directory, locations, &problems);
    if (stack_directory.empty() && !scenario.stack().empty()) {
      problems.push_back(locations.ProblemAt(
          "stack", absl::StrCat("stack has no stack.textproto: ", scenario.stack()),
          absl::StrCat("looked for fixtures/", scenario.stack(),
                       "/stack.textproto above the scenario and in ", root)));
    }
  }
  return LoadedScenario{ScenarioName(path),  file,
                        directory,           stack_directory,
                        std::move(scenario), std::move(locations),
                        std::move(problems)};
}

}  // namespace drill
