// Files and directories beside a scenario that it refers to.
#ifndef HARNESS_SCENARIO_SIDE_FILE_H_
#define HARNESS_SCENARIO_SIDE_FILE_H_

#include <string>

#include "absl/strings/string_view.h"
#include "harness/base/field_checker.h"

namespace drill {

// `value` is a path below `directory` where something is; not set is fine.
void CheckSideFile(absl::string_view path, const std::string& directory, const std::string& value,
                   bool must_be_directory, FieldChecker* checker);

}  // namespace drill

#endif  // HARNESS_SCENARIO_SIDE_FILE_H_
