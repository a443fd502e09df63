// Takes secrets out of a file that was written already.
#ifndef HARNESS_BASE_MASK_FILE_H_
#define HARNESS_BASE_MASK_FILE_H_

#include <string>

#include "absl/status/status.h"
#include "harness/base/mask.h"

namespace drill {

// Replaces the file by its masked text, whole or not at all. It may be of any size.
absl::Status MaskFile(const std::string& path, const Masker& masker);

}  // namespace drill

#endif  // HARNESS_BASE_MASK_FILE_H_
