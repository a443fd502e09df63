#include "harness/base/text_span.h"

#include <algorithm>

#include "absl/strings/str_cat.h"

namespace drill {

std::vector<TextSpan> Merged(std::vector<TextSpan> spans) {
  std::sort(spans.begin(), spans.end(),
            [](const TextSpan& a, const TextSpan& b) { return a.begin < b.begin; });
  std::vector<TextSpan> merged;
  for (const TextSpan& span : spans) {
    if (span.begin >= span.end) continue;
    if (!merged.empty() && span.begin <= merged.back().end) {
      merged.back().end = std::max(merged.back().end, span.end);
    } else {
      merged.push_back(span);
    }
  }
  return merged;
}

std::string WithSpansReplaced(absl::string_view text, const std::vector<TextSpan>& spans,
                              absl::string_view by) {
  std::string result;
  size_t from = 0;
  for (const TextSpan& span : spans) {
    absl::StrAppend(&result, text.substr(from, span.begin - from), by);
    from = span.end;
  }
  absl::StrAppend(&result, text.substr(from));
  return result;
}

}  // namespace drill
