#include "harness/base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <system_error>

#include "absl/strings/str_cat.h"

namespace drill {
namespace fs = std::filesystem;

namespace {

// Limit for callers that give none; larger than any file that is read as a whole.
constexpr size_t kMostBytes = size_t{1} << 30;

// What a path that is no regular file leads to, for a person.
std::string KindOf(mode_t mode) {
  if (S_ISDIR(mode)) return "is a directory";
  if (S_ISFIFO(mode)) return "is a pipe, not a regular file";
  if (S_ISSOCK(mode)) return "is a socket, not a regular file";
  return "is a device, not a regular file";
}

absl::StatusOr<std::string> ReadAll(const std::string& path, int fd, size_t limit) {
  struct stat status = {};
  if (fstat(fd, &status) != 0)
    return absl::InternalError(absl::StrCat(path, ": ", strerror(errno)));
  if (!S_ISREG(status.st_mode))
    return absl::InternalError(absl::StrCat(path, ": ", KindOf(status.st_mode)));
  std::string content;
  // st_size is only a hint: files of /proc report a size of 0.
  content.reserve(std::min(limit, static_cast<size_t>(status.st_size)) + 1);
  char part[65536];
  while (true) {
    const ssize_t n = read(fd, part, sizeof(part));
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return absl::InternalError(absl::StrCat(path, ": ", strerror(errno)));
    if (n == 0) return content;
    content.append(part, static_cast<size_t>(n));
    if (content.size() > limit) {
      return absl::InternalError(absl::StrCat(path, ": is larger than ", limit >> 10,
                                              " KiB, the most that is read of such a file"));
    }
  }
}

}  // namespace

absl::StatusOr<std::string> ReadFile(const std::string& path, size_t limit) {
  // O_NONBLOCK and O_NOCTTY: opening a pipe without a writer or a terminal must not block the
  // harness.
  const int fd = open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
  if (fd < 0) {
    const int error = errno;
    struct stat status = {};
    if (stat(path.c_str(), &status) != 0 && errno == ENOENT)
      return absl::NotFoundError(absl::StrCat(path, ": ", strerror(error)));
    const bool socket = error == ENXIO && S_ISSOCK(status.st_mode);
    return absl::InternalError(
        absl::StrCat(path, ": ", socket ? KindOf(status.st_mode) : strerror(error)));
  }
  absl::StatusOr<std::string> content = ReadAll(path, fd, limit);
  close(fd);
  return content;
}

absl::StatusOr<std::string> ReadFile(const std::string& path) { return ReadFile(path, kMostBytes); }

absl::StatusOr<std::string> ReadInputFile(const std::string& path) {
  return ReadFile(path, kMostInput);
}

absl::Status WriteFile(const std::string& path, absl::string_view content) {
  const std::string temporary = absl::StrCat(path, ".", getpid(), ".new");
  std::ofstream out(temporary, std::ios::binary | std::ios::trunc);
  out.write(content.data(), static_cast<std::streamsize>(content.size()));
  out.close();
  if (!out || rename(temporary.c_str(), path.c_str()) != 0) {
    const std::string reason = strerror(errno);
    unlink(temporary.c_str());
    return absl::InternalError(absl::StrCat(path, ": cannot be written: ", reason));
  }
  return absl::OkStatus();
}

absl::Status MakeDirectories(const std::string& path) {
  std::error_code error;
  fs::create_directories(path, error);
  if (error) return absl::InternalError(absl::StrCat(path, ": ", error.message()));
  return absl::OkStatus();
}

absl::Status RemoveAll(const std::string& path) {
  std::error_code error;
  fs::remove_all(path, error);
  if (error) return absl::InternalError(absl::StrCat(path, ": ", error.message()));
  return absl::OkStatus();
}

absl::StatusOr<std::vector<std::string>> ListFiles(const std::string& root) {
  std::error_code error;
  fs::recursive_directory_iterator it(root, error);
  if (error) return absl::NotFoundError(absl::StrCat(root, ": ", error.message()));
  std::vector<std::string> files;
  for (; it != fs::recursive_directory_iterator(); it.increment(error)) {
    if (error) return absl::InternalError(absl::StrCat(root, ": ", error.message()));
    if (it->is_regular_file(error)) files.push_back(fs::relative(it->path(), root).string());
  }
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace drill
