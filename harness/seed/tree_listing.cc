#include "harness/seed/tree_listing.h"

#include <algorithm>
#include <filesystem>
#include <system_error>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "harness/base/file.h"
#include "harness/base/hash.h"
#include "harness/base/status_macros.h"

namespace drill {
namespace {

namespace fs = std::filesystem;

absl::StatusOr<TreeEntry> Describe(const fs::directory_entry& found, const std::string& root) {
  std::error_code error;
  TreeEntry entry;
  entry.path = found.path().lexically_relative(root).string();
  const fs::file_status status = found.symlink_status(error);
  if (fs::is_symlink(status)) {
    entry.kind = TreeEntry::Kind::kSymlink;
    entry.target = fs::read_symlink(found.path(), error).string();
  } else if (fs::is_directory(status)) {
    entry.kind = TreeEntry::Kind::kDirectory;
  } else if (fs::is_regular_file(status)) {
    entry.executable = (status.permissions() & fs::perms::owner_exec) != fs::perms::none;
  } else {
    return absl::InvalidArgumentError(
        absl::StrCat(found.path().string(), ": neither file, directory nor symlink"));
  }
  if (error) return absl::InternalError(absl::StrCat(found.path().string(), ": ", error.message()));
  return entry;
}

}  // namespace

absl::StatusOr<std::vector<TreeEntry>> ListTree(const std::string& root) {
  std::error_code error;
  fs::recursive_directory_iterator it(root, error);
  if (error) return absl::NotFoundError(absl::StrCat(root, ": ", error.message()));
  std::vector<TreeEntry> entries;
  for (; it != fs::recursive_directory_iterator(); it.increment(error)) {
    ASSIGN_OR_RETURN(TreeEntry entry, Describe(*it, root));
    entries.push_back(std::move(entry));
  }
  if (error) return absl::InternalError(absl::StrCat(root, ": ", error.message()));
  std::sort(entries.begin(), entries.end(),
            [](const TreeEntry& a, const TreeEntry& b) { return a.path < b.path; });
  return entries;
}

absl::StatusOr<std::string> TreeDigest(const std::string& root) {
  ASSIGN_OR_RETURN(const std::vector<TreeEntry> entries, ListTree(root));
  std::string summary;
  for (const TreeEntry& entry : entries) {
    std::string content = entry.target;
    if (entry.kind == TreeEntry::Kind::kFile) {
      ASSIGN_OR_RETURN(content, ReadFile(absl::StrCat(root, "/", entry.path)));
    }
    // Hashed, since a path may hold any character.
    absl::StrAppend(&summary, Sha256(entry.path), " ", static_cast<int>(entry.kind), " ",
                    entry.executable ? "x" : "-", " ", Sha256(content), "\n");
  }
  return Sha256(summary);
}

}  // namespace drill
