// Tells a file that is written in another format from a broken one.
#ifndef HARNESS_BASE_OTHER_FORMAT_H_
#define HARNESS_BASE_OTHER_FORMAT_H_

#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "harness/base/problem.h"

namespace drill {

// Of a file that is no text proto: where it shows that it is YAML or JSON, with how the same is
// written here; that it is Markdown, by its name. Nothing when it shows none of them.
std::optional<Problem> OtherFormat(const std::string& file, absl::string_view content);

}  // namespace drill

#endif  // HARNESS_BASE_OTHER_FORMAT_H_
