// An editor without a person: it makes one edit that was written down before.
#ifndef HARNESS_RUNBOOK_EDITOR_H_
#define HARNESS_RUNBOOK_EDITOR_H_

#include <string>

#include "absl/strings/string_view.h"

namespace drill {

// One line of bash, without its end. In a shell that has run it, `vim FILE`, `nano FILE` and the
// like change the file by the script for `sed -E`, and so does the editor that git, crontab,
// sudoedit or another program opens. An edit that changes nothing fails with a message, unless the
// script is empty: then the file stays as it is. Pure.
std::string EditorThatMakes(absl::string_view sed);

}  // namespace drill

#endif  // HARNESS_RUNBOOK_EDITOR_H_
