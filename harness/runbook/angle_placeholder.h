// `<revision_id>`: what a person fills in, and a shell would take for redirections.
#ifndef HARNESS_RUNBOOK_ANGLE_PLACEHOLDER_H_
#define HARNESS_RUNBOOK_ANGLE_PLACEHOLDER_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace drill {

struct TextRange {
  size_t begin = 0;
  size_t end = 0;
};

// In order. Redirections of files (`<in.sql>out.log`, `< "$LATEST"`) and here-documents are none.
std::vector<TextRange> FindAnglePlaceholders(absl::string_view text);

// The same text, byte for byte as long, with a word of `_` in place of each.
std::string HideAnglePlaceholders(absl::string_view text);

}  // namespace drill

#endif  // HARNESS_RUNBOOK_ANGLE_PLACEHOLDER_H_
