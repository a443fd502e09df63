#include "harness/scenario/scenario_loader.h"

#include <algorithm>
#include <filesystem>
#include <set>
#include <system_error>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "harness/base/file.h"
#include "harness/base/status_macros.h"
#include "harness/scenario/scenario_places.h"
#include "harness/scenario/scenario_validator.h"

namespace drill {
namespace {

namespace fs = std::filesystem;
constexpr char kEnding[] = ".textproto";

// Without "scenarios/" and ending, as it is typed.
std::string NameBelow(const std::string& directory, const std::string& file) {
  return fs::path(file).lexically_relative(directory).replace_extension("").string();
}

absl::Status NoSuchScenario(const std::string& root, const std::string& argument) {
  std::vector<std::string> names;
  for (const std::string& directory : ScenarioDirectories(root)) {
    for (const std::string& file : ScenariosBelow(directory))
      names.push_back(NameBelow(directory, file));
  }
  // A path was typed: what lies there comes first.
  std::vector<std::string> beside;
  const fs::path path(argument);
  if (path.has_parent_path() || path.extension() == kEnding) {
    std::error_code error;
    const fs::path directory = path.has_parent_path() ? path.parent_path() : fs::path(".");
    for (fs::directory_iterator entry(directory, error);
         !error && entry != fs::directory_iterator(); entry.increment(error)) {
      if (entry->path().extension() != kEnding) continue;
      beside.push_back(path.has_parent_path() ? entry->path().string()
                                              : entry->path().filename().string());
    }
  }
  if (!NearestName(argument, beside).empty()) names = std::move(beside);
  return absl::NotFoundError(absl::StrCat(argument, ": no such scenario, file or directory; ",
                                          DidYouMean(argument, names)));
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

std::string FindStackDirectory(const std::vector<std::string>& fixtures, const std::string& stack) {
  std::error_code ignored;
  for (const std::string& candidate : fixtures) {
    const fs::path directory = fs::path(candidate) / stack;
    if (!stack.empty() && fs::is_regular_file(directory / "stack.textproto", ignored))
      return directory.string();
  }
  return "";
}

// The stacks that could have been named.
std::vector<std::string> StacksIn(const std::vector<std::string>& fixtures) {
  std::vector<std::string> stacks;
  for (const std::string& directory : fixtures) {
    std::error_code error;
    for (fs::directory_iterator entry(directory, error);
         !error && entry != fs::directory_iterator(); entry.increment(error)) {
      std::error_code ignored;
      if (fs::is_regular_file(entry->path() / "stack.textproto", ignored))
        stacks.push_back(entry->path().filename().string());
    }
  }
  std::sort(stacks.begin(), stacks.end());
  stacks.erase(std::unique(stacks.begin(), stacks.end()), stacks.end());
  return stacks;
}

}  // namespace

absl::StatusOr<std::vector<std::string>> FindScenarios(const std::string& root,
                                                       const std::string& argument) {
  std::error_code ignored;
  // A path that was typed comes first; "aria" with a directory of that name here means that one.
  if (fs::is_regular_file(argument, ignored)) return std::vector<std::string>{argument};
  // As a shell completes a path, and without the ending.
  std::vector<std::string> paths = {argument, argument + kEnding};
  for (const std::string& directory : ScenarioDirectories(root)) {
    const std::string named = absl::StrCat(directory, "/", absl::StripSuffix(argument, "/"));
    paths.insert(paths.end(), {named + kEnding, named});
  }
  for (const std::string& path : paths) {
    if (fs::is_regular_file(path, ignored)) return std::vector<std::string>{path};
    if (path.empty() || !fs::is_directory(path, ignored)) continue;
    std::vector<std::string> scenarios = ScenariosBelow(path);
    if (!scenarios.empty()) return scenarios;
  }
  return NoSuchScenario(root, argument);
}

std::vector<std::string> AllScenarios(const std::string& root) {
  std::vector<std::string> files;
  std::set<fs::path> seen;
  for (const std::string& directory : ScenarioDirectories(root)) {
    for (const std::string& file : ScenariosBelow(directory)) {
      std::error_code ignored;
      if (seen.insert(fs::canonical(file, ignored)).second) files.push_back(file);
    }
  }
  return files;
}

absl::StatusOr<LoadedScenario> LoadScenario(const std::string& root, const std::string& file) {
  ASSIGN_OR_RETURN(const std::string content, ReadInputFile(file));
  std::vector<Problem> problems;
  Scenario scenario;
  FieldLocations locations = ParseTextProto(file, content, &scenario, &problems);
  const fs::path path(file);
  const std::string directory = path.has_parent_path() ? path.parent_path().string() : ".";
  const std::vector<std::string> fixtures = FixtureDirectories(root, file);
  const std::string stack_directory = FindStackDirectory(fixtures, scenario.stack());
  if (locations.complete()) {
    ValidateScenario(scenario, directory, locations, &problems);
    if (stack_directory.empty() && !scenario.stack().empty()) {
      problems.push_back(locations.ProblemAt(
          "stack", absl::StrCat("stack has no stack.textproto: ", scenario.stack()),
          absl::StrCat(DidYouMean(scenario.stack(), StacksIn(fixtures)), " (looked for fixtures/",
                       scenario.stack(), "/stack.textproto above the scenario and in ", root,
                       ")")));
    }
  }
  return LoadedScenario{ScenarioName(path),  file,
                        directory,           stack_directory,
                        std::move(scenario), std::move(locations),
                        std::move(problems)};
}

}  // namespace drill
