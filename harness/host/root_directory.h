// The files below one directory, found as a process whose / it is would find them: symbolic links
// lead where they lead inside, and nothing outside is ever reached.
#ifndef HARNESS_HOST_ROOT_DIRECTORY_H_
#define HARNESS_HOST_ROOT_DIRECTORY_H_

#include <sys/types.h>

#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "harness/base/descriptor.h"

namespace drill {

// What is made in it belongs to whom it belongs to itself: the machine's root.
//
// All paths are absolute, as a process inside writes them, and stand in every error. NotFound when
// nothing is there (or a link leads nowhere), Internal for every other failure.
class RootDirectory {
 public:
  static absl::StatusOr<RootDirectory> Open(const std::string& directory);
  explicit RootDirectory(Descriptor directory) : directory_(std::move(directory)) {}

  // Another one of the same directory.
  absl::StatusOr<RootDirectory> Duplicate() const;

  // As open(2), errno included. `mode` is for O_CREAT and O_TMPFILE alone.
  absl::StatusOr<Descriptor> OpenPath(absl::string_view path, int flags, mode_t mode = 0) const;

  absl::StatusOr<std::string> Read(absl::string_view path) const;
  // In place, since a container may have the very file mounted: a file that exists keeps its owner
  // and mode. A new one is root's, with `mode`.
  absl::Status Write(absl::string_view path, absl::string_view content, mode_t mode = 0644) const;
  // As mkdir -p.
  absl::Status MakeDirectories(absl::string_view path) const;
  // Whatever is there, links themselves and not what they name; nothing there is fine.
  absl::Status Remove(absl::string_view path) const;
  // Puts a file of this machine there, with its mode.
  absl::Status CopyAs(const std::string& source, absl::string_view path) const;
  // Puts a file of this machine, or all that is in a directory of it, into `directory`, which is
  // made when it is missing. Files that are there already are written to.
  absl::Status CopyInto(const std::string& source, absl::string_view directory) const;

 private:
  Descriptor directory_;
};

}  // namespace drill

#endif  // HARNESS_HOST_ROOT_DIRECTORY_H_
