// What is in a file that `docker save` made.
#ifndef HARNESS_STACK_ARCHIVE_IMAGES_H_
#define HARNESS_STACK_ARCHIVE_IMAGES_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"

namespace drill {

// The names of its images. FailedPrecondition when it is no such file, or none of them has a name.
absl::StatusOr<std::vector<std::string>> ArchiveImages(const std::string& path);

}  // namespace drill

#endif  // HARNESS_STACK_ARCHIVE_IMAGES_H_
