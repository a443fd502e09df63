// The last look at what a drill has written: secrets that it learned late stand in texts that it
// wrote early.
#ifndef HARNESS_DRILL_MASK_RUN_DIRECTORY_H_
#define HARNESS_DRILL_MASK_RUN_DIRECTORY_H_

#include <string>

#include "absl/status/status.h"
#include "harness/base/mask.h"

namespace drill {

// Masks every file below the directory by all that the masker knows now; the journal event by
// event, so that its facts stay what they are. Reports are made from it afterwards.
absl::Status MaskRunDirectory(const std::string& directory, const Masker& masker);

}  // namespace drill

#endif  // HARNESS_DRILL_MASK_RUN_DIRECTORY_H_
