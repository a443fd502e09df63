#include "harness/host/root_path.h"

#include <deque>
#include <filesystem>
#include <system_error>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"

namespace drill {
namespace {

// As many as the kernel follows.
constexpr int kMostLinks = 40;

std::deque<std::string> Parts(absl::string_view path) {
  return absl::StrSplit(path, '/', absl::SkipEmpty());
}

}  // namespace

std::string ResolveInRoot(const std::string& root, absl::string_view path) {
  std::deque<std::string> ahead = Parts(path);
  std::vector<std::string> behind;
  int links = 0;
  while (!ahead.empty()) {
    const std::string part = ahead.front();
    ahead.pop_front();
    if (part == ".") continue;
    if (part == "..") {
      if (!behind.empty()) behind.pop_back();
      continue;
    }
    behind.push_back(part);
    std::error_code error;
    const std::string target =
        std::filesystem::read_symlink(absl::StrCat(root, "/", absl::StrJoin(behind, "/")), error)
            .string();
    if (error || ++links > kMostLinks) continue;
    behind.pop_back();
    if (absl::StartsWith(target, "/")) behind.clear();
    const std::deque<std::string> inserted = Parts(target);
    ahead.insert(ahead.begin(), inserted.begin(), inserted.end());
  }
  return absl::StrCat(root, "/", absl::StrJoin(behind, "/"));
}

}  // namespace drill
