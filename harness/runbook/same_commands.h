// A procedure in another wording of its document: other headings, the same commands.
#ifndef HARNESS_RUNBOOK_SAME_COMMANDS_H_
#define HARNESS_RUNBOOK_SAME_COMMANDS_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "harness/runbook/document.h"

namespace drill {

// The heading of `other`, as a scenario names it, under which the same commands stand in the same
// order as under `heading` of `own`; the innermost where one heading holds all of another.
// NotFound when there is none, or when no command stands under `heading`; InvalidArgument, with
// their lines, when there are several; else errors of reading `own`.
absl::StatusOr<std::string> HeadingWithCommandsOf(const Document& own, absl::string_view heading,
                                                  const Document& other);

}  // namespace drill

#endif  // HARNESS_RUNBOOK_SAME_COMMANDS_H_
