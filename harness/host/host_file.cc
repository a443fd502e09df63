#include "harness/host/host_file.h"

#include <fcntl.h>
#include <sys/stat.h>

#include <utility>

#include "absl/strings/str_cat.h"
#include "harness/base/descriptor.h"
#include "harness/host/root_directory.h"

namespace drill {
namespace {

absl::Status Failed(const absl::Status& status) {
  return absl::Status(status.code(), absl::StrCat("on the drill host: ", status.message()));
}

}  // namespace

absl::StatusOr<HostFile> ReadHostFile(const DrillHost& host, const std::string& path) {
  const absl::StatusOr<RootDirectory> root = host.Root();
  if (!root.ok()) {
    return absl::InternalError(
        absl::StrCat("the drill host's files cannot be reached: ", root.status().message()));
  }
  const absl::StatusOr<Descriptor> file = root->OpenPath(path, O_PATH);
  if (!file.ok()) return Failed(file.status());
  struct stat status;
  HostFile result;
  if (fstat(file->get(), &status) == 0) result.directory = S_ISDIR(status.st_mode);
  if (result.directory || !S_ISREG(status.st_mode)) return result;
  absl::StatusOr<std::string> content = root->Read(path);
  if (!content.ok()) return Failed(content.status());
  result.content = *std::move(content);
  return result;
}

}  // namespace drill
