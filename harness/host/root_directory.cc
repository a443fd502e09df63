#include "harness/host/root_directory.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/openat2.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <optional>
#include <system_error>

#include "absl/strings/str_cat.h"
#include "harness/base/file.h"
#include "harness/base/status_macros.h"
#include "harness/host/acting_as_owner.h"

namespace drill {
namespace {

namespace fs = std::filesystem;

// The kernel asks for another try when something was renamed or mounted on the way.
constexpr int kTries = 100;

absl::Status Failure(absl::string_view path) {
  const std::string message = absl::StrCat(path, ": ", strerror(errno));
  const bool missing = errno == ENOENT || errno == ENOTDIR || errno == ELOOP;
  return missing ? absl::NotFoundError(message) : absl::InternalError(message);
}

absl::Status WriteAll(const Descriptor& file, absl::string_view path, absl::string_view content) {
  while (!content.empty()) {
    const ssize_t n = write(file.get(), content.data(), content.size());
    if (n < 0 && errno != EINTR) return Failure(path);
    if (n > 0) content.remove_prefix(static_cast<size_t>(n));
  }
  return absl::OkStatus();
}

fs::path Normal(absl::string_view path) { return fs::path(std::string(path)).lexically_normal(); }

}  // namespace

absl::StatusOr<RootDirectory> RootDirectory::Open(const std::string& directory) {
  Descriptor opened(open(directory.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC));
  if (!opened.valid()) return Failure(directory);
  return RootDirectory(std::move(opened));
}

absl::StatusOr<RootDirectory> RootDirectory::Duplicate() const {
  Descriptor copy(fcntl(directory_.get(), F_DUPFD_CLOEXEC, 0));
  if (!copy.valid()) return absl::InternalError(absl::StrCat("fcntl: ", strerror(errno)));
  return RootDirectory(std::move(copy));
}

absl::StatusOr<Descriptor> RootDirectory::OpenPath(absl::string_view path, int flags,
                                                   mode_t mode) const {
  open_how how = {};
  how.flags = static_cast<unsigned>(flags) | O_CLOEXEC;
  how.mode = mode;
  how.resolve = RESOLVE_IN_ROOT;
  const std::string name(path);
  std::optional<ActingAsOwner> owner;
  if ((flags & O_CREAT) != 0 || (flags & O_TMPFILE) == O_TMPFILE) owner.emplace(directory_.get());
  for (int i = 0; i < kTries; ++i) {
    Descriptor file(
        static_cast<int>(syscall(SYS_openat2, directory_.get(), name.c_str(), &how, sizeof(how))));
    if (file.valid()) return file;
    if (errno != EAGAIN && errno != EINTR) break;
  }
  const int error = errno;
  absl::Status failure = Failure(path);
  errno = error;
  return failure;
}

absl::StatusOr<std::string> RootDirectory::Read(absl::string_view path) const {
  // A named pipe without a writer must not hold us.
  ASSIGN_OR_RETURN(const Descriptor file, OpenPath(path, O_RDONLY | O_NONBLOCK));
  std::string content;
  char buffer[65536];
  ssize_t got;
  while ((got = read(file.get(), buffer, sizeof(buffer))) != 0) {
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return Failure(path);
    content.append(buffer, static_cast<size_t>(got));
  }
  return content;
}

absl::Status RootDirectory::Write(absl::string_view path, absl::string_view content,
                                  mode_t mode) const {
  ASSIGN_OR_RETURN(const Descriptor file,
                   OpenPath(path, O_WRONLY | O_CREAT | O_TRUNC | O_NONBLOCK, mode));
  return WriteAll(file, path, content);
}

absl::Status RootDirectory::MakeDirectories(absl::string_view path) const {
  const ActingAsOwner owner(directory_.get());
  fs::path made = "/";
  for (const fs::path& part : Normal(path).relative_path()) {
    if (part.empty()) continue;
    ASSIGN_OR_RETURN(const Descriptor parent, OpenPath(made.string(), O_PATH | O_DIRECTORY));
    made /= part;
    if (mkdirat(parent.get(), part.c_str(), 0755) != 0 && errno != EEXIST)
      return Failure(made.string());
  }
  return OpenPath(made.string(), O_PATH | O_DIRECTORY).status();
}

absl::Status RootDirectory::Remove(absl::string_view path) const {
  const fs::path normal = Normal(path);
  const absl::StatusOr<Descriptor> parent =
      OpenPath(normal.parent_path().string(), O_PATH | O_DIRECTORY);
  if (absl::IsNotFound(parent.status())) return absl::OkStatus();
  RETURN_IF_ERROR(parent.status());
  return RemoveAll(absl::StrCat(parent->Path(), "/", normal.filename().string()));
}

absl::Status RootDirectory::CopyAs(const std::string& source, absl::string_view path) const {
  ASSIGN_OR_RETURN(const Descriptor to, OpenPath(path, O_WRONLY | O_CREAT | O_TRUNC, 0644));
  const Descriptor from(open(source.c_str(), O_RDONLY | O_CLOEXEC));
  struct stat info;
  if (!from.valid() || fstat(from.get(), &info) != 0) return Failure(source);
  if (fchmod(to.get(), info.st_mode & 07777) != 0) return Failure(path);
  char buffer[65536];
  ssize_t got;
  while ((got = read(from.get(), buffer, sizeof(buffer))) != 0) {
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return Failure(source);
    RETURN_IF_ERROR(WriteAll(to, path, absl::string_view(buffer, static_cast<size_t>(got))));
  }
  return absl::OkStatus();
}

absl::Status RootDirectory::CopyInto(const std::string& source, absl::string_view directory) const {
  RETURN_IF_ERROR(MakeDirectories(directory));
  std::error_code error;
  if (!fs::is_directory(source, error)) {
    return CopyAs(source, absl::StrCat(directory, "/", fs::path(source).filename().string()));
  }
  fs::recursive_directory_iterator entry(source, error);
  for (; !error && entry != fs::recursive_directory_iterator(); entry.increment(error)) {
    const std::string path =
        absl::StrCat(directory, "/", fs::relative(entry->path(), source, error).string());
    RETURN_IF_ERROR(entry->is_directory(error) ? MakeDirectories(path)
                                               : CopyAs(entry->path().string(), path));
  }
  if (error) return absl::InternalError(absl::StrCat(source, ": ", error.message()));
  return absl::OkStatus();
}

}  // namespace drill
