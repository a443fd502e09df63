// Whole-file reading and writing, with paths in every error.
#ifndef HARNESS_BASE_FILE_H_
#define HARNESS_BASE_FILE_H_

#include <cstddef>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace drill {

// NotFound when there is no such file, Internal otherwise. Only regular files are read: a pipe, a
// device or a socket is an error at once. So is a file that is larger than `limit` bytes.
absl::StatusOr<std::string> ReadFile(const std::string& path, size_t limit);
// The same with a limit that is larger than any file that the harness reads as a whole.
absl::StatusOr<std::string> ReadFile(const std::string& path);

// Size limit of files that people write: scenarios, stacks, runbooks.
inline constexpr size_t kMostInput = size_t{4} << 20;
absl::StatusOr<std::string> ReadInputFile(const std::string& path);

// Creates or replaces the file; the new content appears whole or not at all (by a rename). OK only
// when all of it was written.
absl::Status WriteFile(const std::string& path, absl::string_view content);

// Creates missing parents too; an existing directory is fine.
absl::Status MakeDirectories(const std::string& path);

// Removes whatever is at `path`; OK when nothing is there. Does not descend into other mounts.
absl::Status RemoveAll(const std::string& path);

// The regular files below `root`, as sorted paths relative to it. NotFound when there is no such
// directory.
absl::StatusOr<std::vector<std::string>> ListFiles(const std::string& root);

}  // namespace drill

#endif  // HARNESS_BASE_FILE_H_
