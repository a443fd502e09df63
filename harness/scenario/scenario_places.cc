#include "harness/scenario/scenario_places.h"

#include <algorithm>
#include <filesystem>
#include <system_error>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "harness/base/file.h"
#include "harness/base/text_proto.h"

namespace drill {
namespace {

namespace fs = std::filesystem;

// my-team/drills/scenarios is found from the directory that holds my-team.
constexpr int kDeepest = 3;

// More names than a person reads.
constexpr size_t kMostNamed = 20;

bool IsSkipped(const fs::path& directory) {
  const std::string name = directory.filename().string();
  return absl::StartsWith(name, ".") || absl::StartsWith(name, "bazel-") ||
         name == "node_modules" || name == "drill-runs";
}

void FindBelow(const fs::path& directory, int depth, std::vector<std::string>* found) {
  std::error_code error;
  std::vector<fs::path> below;
  fs::directory_iterator entry(directory, error);
  for (; !error && entry != fs::directory_iterator(); entry.increment(error)) {
    std::error_code ignored;
    // Links may lead in circles.
    if (entry->is_directory(ignored) && !entry->is_symlink(ignored)) below.push_back(entry->path());
  }
  std::sort(below.begin(), below.end());
  for (const fs::path& path : below) {
    if (path.filename() == "scenarios") {
      found->push_back(path.lexically_normal().string());
    } else if (depth < kDeepest && !IsSkipped(path)) {
      FindBelow(path, depth + 1, found);
    }
  }
}

}  // namespace

std::vector<std::string> ScenariosBelow(const std::string& directory) {
  std::vector<std::string> scenarios;
  const absl::StatusOr<std::vector<std::string>> files = ListFiles(directory);
  if (!files.ok()) return scenarios;
  for (const std::string& file : *files) {
    // These files describe a stack, its programs, a team's quarterly drill and what a gate asks
    // for; they are no scenarios.
    const std::string name = fs::path(file).filename().string();
    if (name == "stack.textproto" || name == "programs.textproto" || name == "quarterly.textproto")
      continue;
    if (name == "gate.textproto" || absl::EndsWith(name, ".gate.textproto")) continue;
    if (absl::EndsWith(file, ".textproto"))
      scenarios.push_back((fs::path(directory) / file).string());
  }
  return scenarios;
}

std::vector<std::string> ScenarioDirectories(const std::string& root) {
  std::vector<std::string> directories;
  FindBelow(".", 0, &directories);
  const std::string own = absl::StrCat(root, "/scenarios");
  directories.erase(std::remove_if(directories.begin(), directories.end(),
                                   [&](const std::string& directory) {
                                     std::error_code ignored;
                                     return fs::equivalent(directory, own, ignored);
                                   }),
                    directories.end());
  directories.push_back(own);
  return directories;
}

std::vector<std::string> FixtureDirectories(const std::string& root, const std::string& file) {
  std::error_code ignored;
  std::vector<std::string> directories;
  const fs::path absolute = fs::absolute(file, ignored);
  for (fs::path above = absolute.parent_path(); above != above.root_path();
       above = above.parent_path()) {
    directories.push_back((above / "fixtures").string());
  }
  directories.push_back(absl::StrCat(root, "/fixtures"));
  return directories;
}

std::string DidYouMean(const std::string& typed, const std::vector<std::string>& known) {
  const std::string nearest = NearestName(typed, known);
  if (!nearest.empty()) return absl::StrCat("did you mean ", nearest, "?");
  if (known.empty()) return "there are none";
  if (known.size() > kMostNamed)
    return absl::StrCat("there are ", known.size(), ": `tools/drill list` shows them");
  return absl::StrCat("there are: ", absl::StrJoin(known, ", "));
}

}  // namespace drill
