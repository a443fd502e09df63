// Directories that are named after what lies in them.
#ifndef HARNESS_BASE_NAME_AS_DIRECTORY_H_
#define HARNESS_BASE_NAME_AS_DIRECTORY_H_

#include <string>

#include "absl/strings/str_replace.h"
#include "absl/strings/string_view.h"

namespace drill {

// "aria/disk_full" as one directory, "aria-disk_full": the reports of several scenarios lie beside
// each other, not in each other.
inline std::string NameAsDirectory(absl::string_view name) {
  return absl::StrReplaceAll(name, {{"/", "-"}});
}

}  // namespace drill

#endif  // HARNESS_BASE_NAME_AS_DIRECTORY_H_
