#include "harness/stack/stack_loader.h"

#include <filesystem>
#include <utility>

#include "absl/strings/str_cat.h"
#include "harness/base/field_checker.h"
#include "harness/base/field_limits.h"
#include "harness/base/file.h"
#include "harness/base/status_macros.h"
#include "harness/stack/compose_validator.h"
#include "harness/stack/image_validator.h"
#include "harness/stack/path_validator.h"
#include "harness/stack/reference_validator.h"
#include "harness/stack/stack_base.h"
#include "harness/stack/stack_validator.h"

namespace drill {

namespace {

absl::StatusOr<LoadedStack> ReadStack(const std::string& directory) {
  const std::filesystem::path path = std::filesystem::path(directory + "/").lexically_normal();
  const std::string file = (path / "stack.textproto").string();
  ASSIGN_OR_RETURN(const std::string content, ReadInputFile(file));
  std::vector<Problem> problems;
  Stack stack;
  FieldLocations locations = ParseTextProto(file, content, &stack, &problems);
  FieldChecker checker(locations, &problems);
  ValidatePaths(stack, &checker);
  return LoadedStack{path.parent_path().filename().string(),
                     path.parent_path().string(),
                     file,
                     std::move(stack),
                     std::move(locations),
                     std::move(problems)};
}

// All that can be told without a machine.
void Check(const Stack& stack, LoadedStack& loaded) {
  ValidateStack(stack, loaded.directory, loaded.locations, &loaded.problems);
  ValidateImageOrder(loaded.stack, stack, loaded.directory, loaded.locations, &loaded.problems);
  ValidateCompose(stack, loaded.directory, loaded.locations, &loaded.problems);
}

void CompleteWithinLimits(LoadedStack& loaded);

// Makes the stack whole where it is a variant of another one, and checks it.
void Complete(LoadedStack& loaded) {
  const Stack own = loaded.stack;
  loaded.in_order_of_file = own;
  if (own.base().empty()) return Check(own, loaded);
  const auto tell = [&](const std::string& message, const std::string& remedy) {
    loaded.problems.push_back(loaded.locations.ProblemAt("base", message, remedy));
  };
  absl::StatusOr<LoadedStack> base = ReadStack(absl::StrCat(loaded.directory, "/", own.base()));
  if (!base.ok()) {
    return tell(absl::StrCat("base has no stack.textproto: ", own.base()),
                std::string(base.status().message()));
  }
  if (!base->stack.base().empty())
    return tell(absl::StrCat("base is a variant itself: ", own.base()),
                absl::StrCat("name its base, ", base->stack.base()));
  if (base->locations.complete()) CompleteWithinLimits(*base);
  loaded.problems.insert(loaded.problems.end(), base->problems.begin(), base->problems.end());
  if (!base->problems.empty()) return;
  loaded.stack = OnBase(base->stack, base->directory, own, loaded.directory);
  loaded.in_order_of_file = InOrderOf(own, loaded.stack);
  Check(loaded.in_order_of_file, loaded);
}

void CompleteWithinLimits(LoadedStack& loaded) {
  const Stack own = loaded.stack;
  Complete(loaded);
  // If a field breaks a rule of its own, that problem is reported rather than the general limit.
  FieldChecker checker(loaded.locations, &loaded.problems);
  CheckLimits(own, &checker);
}

}  // namespace

absl::StatusOr<LoadedStack> LoadStack(const std::string& directory) {
  ASSIGN_OR_RETURN(LoadedStack loaded, ReadStack(directory));
  if (loaded.locations.complete()) CompleteWithinLimits(loaded);
  return loaded;
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
  // References of a file that was not parsed to its end cannot be checked.
  if (scenario.locations.complete() && stack->locations.complete()) {
    ValidateReferences(scenario.scenario, stack->stack, scenario.locations, &problems);
  }
  return LoadedDrill{std::move(scenario), *std::move(stack), std::move(problems)};
}

}  // namespace drill
