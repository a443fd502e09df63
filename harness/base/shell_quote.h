// Text as one word of a shell command line.
#ifndef HARNESS_BASE_SHELL_QUOTE_H_
#define HARNESS_BASE_SHELL_QUOTE_H_

#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/string_view.h"

namespace drill {

// For any shell; the text may hold any character but NUL.
inline std::string ShellQuote(absl::string_view text) {
  return absl::StrCat("'", absl::StrReplaceAll(text, {{"'", "'\\''"}}), "'");
}

}  // namespace drill

#endif  // HARNESS_BASE_SHELL_QUOTE_H_
