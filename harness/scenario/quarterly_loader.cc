#include "harness/scenario/quarterly_loader.h"

#include <filesystem>
#include <system_error>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "harness/base/field_checker.h"
#include "harness/base/field_limits.h"
#include "harness/base/file.h"
#include "harness/base/status_macros.h"
#include "harness/scenario/quarterly_validator.h"
#include "harness/scenario/scenario_places.h"

namespace drill {

absl::StatusOr<std::string> FindQuarterly(const std::string& root, const std::string& argument) {
  std::error_code ignored;
  if (std::filesystem::is_regular_file(argument, ignored)) return argument;
  for (const std::string& directory : ScenarioDirectories(root)) {
    const std::string named = absl::StrCat(directory, "/", argument, "/quarterly.textproto");
    if (std::filesystem::is_regular_file(named, ignored)) return named;
  }
  return absl::NotFoundError(
      absl::StrCat(argument,
                   ": no such plan of a quarterly drill; name a file, or a directory below "
                   "scenarios/ that holds a quarterly.textproto"));
}

absl::StatusOr<LoadedQuarterly> LoadQuarterly(const std::string& file) {
  ASSIGN_OR_RETURN(const std::string content, ReadInputFile(file));
  std::vector<Problem> problems;
  QuarterlyPlan plan;
  FieldLocations locations = ParseTextProto(file, content, &plan, &problems);
  if (locations.complete()) {
    FieldChecker checker(locations, &problems);
    ValidateQuarterly(plan, &checker);
    CheckLimits(plan, &checker);
  }
  return LoadedQuarterly{file, std::move(plan), std::move(locations), std::move(problems)};
}

}  // namespace drill
