// Who is to blame when a seed cannot be made: the stack, with the place in its file, or the
// machine.
#ifndef HARNESS_SEED_STACK_BLAME_H_
#define HARNESS_SEED_STACK_BLAME_H_

#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "harness/stack/stack_loader.h"

namespace drill {

// `status` with file and line of the field (a path such as "prepare[1]") before its message, when
// it is InvalidArgument: what the stack asked for cannot be done. Any other status as it is. Of a
// stack that is a variant of another one only the file is named: the field may stand in the base's.
absl::Status BlamedOnStack(const LoadedStack& stack, absl::string_view path,
                           const absl::Status& status);

}  // namespace drill

#endif  // HARNESS_SEED_STACK_BLAME_H_
