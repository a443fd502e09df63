#include "harness/stack/npm_lock.h"

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "harness/base/json.h"

namespace drill {
namespace {

constexpr char kWriteAnew[] = "write it with: npm install --package-lock-only --lockfile-version 3";

bool IsTrue(const nlohmann::json& package, const char* key) {
  const auto found = package.find(key);
  return found != package.end() && found->is_boolean() && found->get<bool>();
}

// A git address, a file or a directory is fetched in other ways, and without a checksum.
bool IsFromElsewhere(const std::string& where, const nlohmann::json& package) {
  if (IsTrue(package, "link") || !absl::StrContains(where, "node_modules/")) return true;
  const std::string resolved = JsonTextAt(package, "/resolved");
  return !resolved.empty() && !absl::StartsWith(resolved, "https:") &&
         !absl::StartsWith(resolved, "http:");
}

// Empty: nothing is wrong with it. `where` is its place below the project: "node_modules/pg".
std::string Wrong(const std::string& where, const nlohmann::json& package) {
  if (!package.is_object()) return "is no object";
  if (IsFromElsewhere(where, package)) return "does not come from a registry";
  // A package that another one's archive holds is covered by that one's checksum.
  if (IsTrue(package, "inBundle")) return "";
  if (JsonTextAt(package, "/integrity").empty()) return "has no checksum (integrity)";
  return "";
}

}  // namespace

std::vector<Problem> NpmLockProblems(const std::string& file, absl::string_view content) {
  const nlohmann::json lock = ParseJson(content);
  if (!lock.is_object()) return {{file, 0, 0, "is no JSON object", kWriteAnew}};
  const auto packages = lock.find("packages");
  if (packages == lock.end() || !packages->is_object())
    return {{file, 0, 0, "has no \"packages\", as those of npm 6 and before", kWriteAnew}};
  std::vector<Problem> problems;
  for (const auto& [where, package] : packages->items()) {
    // The project itself.
    if (where.empty()) continue;
    const std::string wrong = Wrong(where, package);
    if (wrong.empty()) continue;
    problems.push_back(
        {file, 0, 0, absl::StrCat("packages[\"", where, "\"] ", wrong),
         "only packages of a registry, each with its checksum, are the same on every "
         "machine"});
  }
  return problems;
}

}  // namespace drill
