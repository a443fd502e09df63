// The files of a directory that are not as they were in another one, which it was once a copy of.
#ifndef HARNESS_TWIN_CHANGED_FILES_H_
#define HARNESS_TWIN_CHANGED_FILES_H_

#include <sys/types.h>

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "harness/base/descriptor.h"
#include "harness/twin/portrait.pb.h"

namespace drill {

struct ChangedFilesOptions {
  // Of a path within the directory, "/etc/hosts": true where it and everything below it is left
  // out.
  std::function<bool(const std::string&)> leave_out = [](const std::string&) { return false; };
  // As in ReadFileState(), on either side.
  uid_t first_owner_before = 0;
  uid_t first_owner_after = 0;
  // New files that had come by then are not told as among their like.
  absl::Time come_since = absl::InfinitePast();
  // Most changes that are listed; a longer list would be of no use to a reader.
  size_t most = 20000;
};

struct FileComparison {
  // Sorted by path.
  std::vector<FileChange> changes;
  // Files and directories that were compared, the same ones too.
  int64_t compared = 0;
};

// Either directory may be invalid: then everything in the other one is gone, or new. Sorted by
// path. A file of which nothing was written since the copy was made (the same inode, changed at the
// same instant, which a snapshot keeps) is not read; one that was only touched is no change. Of the
// data directories of database servers only the settings are compared: the server tells what else
// they hold. No link is followed, and nothing outside is ever reached. ResourceExhausted for more
// than `most`, Internal when a directory cannot be read.
absl::StatusOr<FileComparison> CompareFiles(const Descriptor& before, const Descriptor& after,
                                            const ChangedFilesOptions& options);

}  // namespace drill

#endif  // HARNESS_TWIN_CHANGED_FILES_H_
