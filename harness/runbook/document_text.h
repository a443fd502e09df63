// The bytes of a document as lines of UTF-8 that a Markdown parser reads without surprise.
#ifndef HARNESS_RUNBOOK_DOCUMENT_TEXT_H_
#define HARNESS_RUNBOOK_DOCUMENT_TEXT_H_

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace drill {

// InvalidArgument ("path:1: what; remedy") when the path's ending says that the file is not
// Markdown.
absl::Status CheckFormat(const std::string& path);

// Without byte order mark, with LF at every line's end, front matter blanked out; line numbers stay
// as they are. InvalidArgument ("path:line: what; remedy") for UTF-16, NULs, bytes that are
// not UTF-8, and more than any runbook has.
absl::StatusOr<std::string> NormalizeText(const std::string& path, absl::string_view text);

}  // namespace drill

#endif  // HARNESS_RUNBOOK_DOCUMENT_TEXT_H_
