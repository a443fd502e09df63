#include "harness/base/inside_directory.h"

#include <algorithm>
#include <filesystem>
#include <system_error>

#include "absl/strings/str_cat.h"

namespace drill {
namespace {

namespace fs = std::filesystem;

bool Holds(const fs::path& directory, const fs::path& path) {
  const auto differs =
      std::mismatch(directory.begin(), directory.end(), path.begin(), path.end()).first;
  // A directory's path may end with a slash.
  return differs == directory.end() || differs->empty();
}

}  // namespace

std::string WhyOutside(const std::string& file, const std::string& value) {
  const fs::path path(value);
  if (path.is_absolute()) return "is an absolute path";
  const fs::path normal = path.lexically_normal();
  if (!normal.empty() && *normal.begin() == "..") return "leads out of its directory";
  std::error_code ignored;
  const fs::path directory = fs::path(file).parent_path();
  const fs::path real = fs::weakly_canonical(directory / path, ignored);
  // The file may be a link itself, as in Bazel's tree of what a test may see; then so are the files
  // beside it.
  const fs::path here =
      fs::weakly_canonical(directory.empty() ? fs::path(".") : directory, ignored);
  const fs::path there = fs::weakly_canonical(fs::path(file), ignored).parent_path();
  if (Holds(here, real) || Holds(there, real)) return "";
  return absl::StrCat("leads out of its directory, by a symbolic link to ", real.string());
}

}  // namespace drill
