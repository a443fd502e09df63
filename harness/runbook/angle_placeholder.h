// `<revision_id>`, `${{ secrets.X }}`: what a person or another program fills in, and a shell would
// take for redirections and expansions.
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

// In order, `<blue|green>` among them. Redirections of files (`<in.sql>out.log`, `< "$LATEST"`) and
// here-documents are none.
std::vector<TextRange> FindAnglePlaceholders(absl::string_view text);

// `{{ x }}` and `${{ x }}`, be they placeholders or a Go template of an option.
std::vector<TextRange> FindTemplateExpressions(absl::string_view text);

// The same text, byte for byte as long, with a word of `_` in place of each of both kinds.
std::string HidePlaceholders(absl::string_view text);

}  // namespace drill

#endif  // HARNESS_RUNBOOK_ANGLE_PLACEHOLDER_H_
