#include "harness/fault/compose_image.h"

#include <vector>

#include "absl/status/status.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"

namespace drill {
namespace {

size_t Indentation(absl::string_view line) {
  const size_t first = line.find_first_not_of(' ');
  return first == absl::string_view::npos ? line.size() : first;
}

bool SaysNothing(absl::string_view line) {
  const absl::string_view text = absl::StripAsciiWhitespace(line);
  return text.empty() || text.front() == '#';
}

bool IsKey(absl::string_view line, absl::string_view key) {
  const absl::string_view text = absl::StripAsciiWhitespace(line);
  return text == absl::StrCat(key, ":") || absl::StartsWith(text, absl::StrCat(key, ": "));
}

// The line of the key directly below `parent`, whose block begins behind it; npos when it has none.
size_t FindKey(const std::vector<std::string>& lines, size_t first, size_t parent_indentation,
               bool top, absl::string_view key) {
  size_t own = std::string::npos;
  for (size_t i = first; i < lines.size(); ++i) {
    if (SaysNothing(lines[i])) continue;
    const size_t indentation = Indentation(lines[i]);
    if (!top && indentation <= parent_indentation) return std::string::npos;
    if (own == std::string::npos) own = indentation;
    if (indentation == own && IsKey(lines[i], key)) return i;
  }
  return std::string::npos;
}

}  // namespace

absl::StatusOr<ComposeImage> ReplaceImage(absl::string_view content, absl::string_view service,
                                          absl::string_view reference) {
  std::vector<std::string> lines = absl::StrSplit(content, '\n');
  size_t at = FindKey(lines, 0, 0, true, "services");
  if (at != std::string::npos) at = FindKey(lines, at + 1, Indentation(lines[at]), false, service);
  if (at == std::string::npos) {
    return absl::FailedPreconditionError(absl::StrCat("the compose file has no service ", service));
  }
  at = FindKey(lines, at + 1, Indentation(lines[at]), false, "image");
  if (at == std::string::npos)
    return absl::FailedPreconditionError(absl::StrCat("service ", service, " names no image"));
  ComposeImage result;
  const size_t colon = lines[at].find(':');
  absl::string_view value = absl::string_view(lines[at]).substr(colon + 1);
  result.old_reference = std::string(absl::StripAsciiWhitespace(value.substr(0, value.find(" #"))));
  if (result.old_reference == reference) {
    return absl::FailedPreconditionError(
        absl::StrCat("service ", service, " names ", reference, " already"));
  }
  lines[at] = absl::StrCat(lines[at].substr(0, colon + 1), " ", reference);
  result.content = absl::StrJoin(lines, "\n");
  return result;
}

}  // namespace drill
