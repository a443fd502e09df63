#include "harness/command/repository_path.h"

#include <cstdlib>
#include <filesystem>
#include <system_error>

namespace drill {
namespace {

namespace fs = std::filesystem;

fs::path Canonical(const fs::path& path) {
  std::error_code error;
  const fs::path absolute = fs::absolute(path, error);
  const fs::path canonical = fs::weakly_canonical(absolute, error);
  return error ? absolute.lexically_normal() : canonical;
}

// Empty where the file does not lie in it.
std::string Below(const fs::path& root, const fs::path& file) {
  const fs::path relative = file.lexically_relative(root);
  if (relative.empty() || relative == "." || *relative.begin() == "..") return "";
  return relative.string();
}

}  // namespace

std::string RepositoryPath(const std::string& file, const std::vector<std::string>& roots) {
  if (file.empty()) return "";
  const fs::path path = Canonical(file);
  for (const std::string& root : roots) {
    std::string below = root.empty() ? "" : Below(Canonical(root), path);
    if (!below.empty()) return below;
  }
  for (fs::path above = path.parent_path(); !above.empty(); above = above.parent_path()) {
    std::error_code ignored;
    // In a worktree it is a file.
    if (fs::exists(above / ".git", ignored)) return Below(above, path);
    if (above == above.root_path()) break;
  }
  return file;
}

std::vector<std::string> CheckoutRoots() {
  std::vector<std::string> roots;
  for (const char* name : {"GITHUB_WORKSPACE", "CI_PROJECT_DIR"}) {
    const char* root = std::getenv(name);
    if (root != nullptr) roots.emplace_back(root);
  }
  return roots;
}

}  // namespace drill
