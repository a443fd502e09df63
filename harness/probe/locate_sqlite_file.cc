#include "harness/probe/locate_sqlite_file.h"

#include <fcntl.h>

#include <utility>

#include "absl/strings/str_cat.h"
#include "harness/base/status_macros.h"
#include "harness/host/root_directory.h"

namespace drill {

absl::StatusOr<SqliteFile> LocateSqliteFile(const DrillHost& host, const std::string& path) {
  const size_t slash = path.rfind('/');
  if (slash == std::string::npos || slash + 1 == path.size())
    return absl::InvalidArgumentError(absl::StrCat(path, " names no file"));
  ASSIGN_OR_RETURN(const RootDirectory root, host.Root());
  absl::StatusOr<Descriptor> directory =
      root.OpenPath(slash == 0 ? "/" : path.substr(0, slash), O_PATH | O_DIRECTORY | O_CLOEXEC);
  if (absl::IsNotFound(directory.status()))
    return absl::FailedPreconditionError(directory.status().message());
  RETURN_IF_ERROR(directory.status());
  return SqliteFile{*std::move(directory), path.substr(slash + 1), path};
}

}  // namespace drill
