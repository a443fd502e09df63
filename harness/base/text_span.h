// A part of a text, as two offsets.
#ifndef HARNESS_BASE_TEXT_SPAN_H_
#define HARNESS_BASE_TEXT_SPAN_H_

#include <cstddef>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace drill {

struct TextSpan {
  size_t begin = 0;
  size_t end = 0;
};

// In order, those that touch or overlap made one; empty ones are left out.
std::vector<TextSpan> Merged(std::vector<TextSpan> spans);

// `text` with `by` in place of each span; the spans are Merged().
std::string WithSpansReplaced(absl::string_view text, const std::vector<TextSpan>& spans,
                              absl::string_view by);

}  // namespace drill

#endif  // HARNESS_BASE_TEXT_SPAN_H_
