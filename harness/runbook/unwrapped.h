// Texts as people compare them: however their lines are broken.
#ifndef HARNESS_RUNBOOK_UNWRAPPED_H_
#define HARNESS_RUNBOOK_UNWRAPPED_H_

#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/string_view.h"

namespace drill {

// With single blanks between words, and none at the ends.
inline std::string Unwrapped(absl::string_view text) {
  std::string line(text);
  absl::RemoveExtraAsciiWhitespace(&line);
  return line;
}

}  // namespace drill

#endif  // HARNESS_RUNBOOK_UNWRAPPED_H_
