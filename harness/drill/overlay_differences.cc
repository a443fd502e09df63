#include "harness/drill/overlay_differences.h"

#include <algorithm>
#include <filesystem>
#include <system_error>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"

namespace drill {
namespace {

// A declaration's object is a pattern: each character of a path means itself.
std::string Pattern(const std::string& path) {
  return absl::StrReplaceAll(path, {{"\\", "\\\\"}, {"*", "\\*"}, {"?", "\\?"}, {"[", "\\["}});
}

}  // namespace

absl::StatusOr<std::vector<Difference>> OverlayDifferences(const std::string& directory) {
  std::vector<Difference> differences;
  std::error_code error;
  std::filesystem::recursive_directory_iterator entry(directory, error);
  for (; !error && entry != std::filesystem::end(entry); entry.increment(error)) {
    if (entry->symlink_status().type() == std::filesystem::file_type::directory) continue;
    Difference& difference = differences.emplace_back();
    difference.set_category(FILES);
    difference.set_object(absl::StrCat(
        "file /", Pattern(entry->path().lexically_relative(directory).generic_string())));
    difference.set_reason("the scenario's overlay");
  }
  if (error)
    return absl::InternalError(absl::StrCat("the overlay ", directory, ": ", error.message()));
  std::sort(differences.begin(), differences.end(),
            [](const Difference& a, const Difference& b) { return a.object() < b.object(); });
  return differences;
}

}  // namespace drill
