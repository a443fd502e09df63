// Reading the drill host's files from outside, with its symbolic links meaning what they mean
// there.
#ifndef HARNESS_HOST_HOST_FILE_H_
#define HARNESS_HOST_HOST_FILE_H_

#include <string>

#include "absl/status/statusor.h"
#include "harness/host/drill_host.h"

namespace drill {

struct HostFile {
  bool directory = false;
  // Content of a regular file; empty for a directory.
  std::string content;
};

// `path` is absolute, on the drill host. NotFound when nothing is there (or a link leads nowhere),
// Internal when it cannot be read.
absl::StatusOr<HostFile> ReadHostFile(const DrillHost& host, const std::string& path);

}  // namespace drill

#endif  // HARNESS_HOST_HOST_FILE_H_
