#include "harness/verify/host_file.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/openat2.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "absl/cleanup/cleanup.h"
#include "absl/strings/str_cat.h"

namespace drill {
namespace {

absl::Status Failed(const std::string& path) {
  const std::string message = absl::StrCat(path, " on the drill host: ", strerror(errno));
  const bool missing = errno == ENOENT || errno == ENOTDIR || errno == ELOOP;
  return missing ? absl::NotFoundError(message) : absl::InternalError(message);
}

// The host's root directory is "/" to every link on the way.
int OpenBelow(int root, const std::string& path) {
  open_how how = {};
  // A named pipe without a writer must not hold us.
  how.flags = O_RDONLY | O_CLOEXEC | O_NONBLOCK;
  how.resolve = RESOLVE_IN_ROOT;
  return static_cast<int>(syscall(SYS_openat2, root, path.c_str(), &how, sizeof(how)));
}

}  // namespace

absl::StatusOr<HostFile> ReadHostFile(const DrillHost& host, const std::string& path) {
  const std::string root_path = host.PathOnMachine("/");
  const int root = open(root_path.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC);
  if (root < 0) {
    return absl::InternalError(absl::StrCat("the drill host's files are not at ", root_path));
  }
  absl::Cleanup close_root = [root] { close(root); };
  const int file = OpenBelow(root, path);
  if (file < 0) return Failed(path);
  absl::Cleanup close_file = [file] { close(file); };

  struct stat status;
  if (fstat(file, &status) != 0) return Failed(path);
  HostFile result;
  result.directory = S_ISDIR(status.st_mode);
  if (!S_ISREG(status.st_mode)) return result;
  char buffer[65536];
  ssize_t got;
  while ((got = read(file, buffer, sizeof(buffer))) != 0) {
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return Failed(path);
    result.content.append(buffer, got);
  }
  return result;
}

}  // namespace drill
