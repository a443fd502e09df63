#include "harness/journal/load_errors.h"

#include "absl/strings/str_cat.h"

namespace drill {

std::vector<std::string> LoadErrorLines(const LoadWindow& window) {
  std::vector<std::string> lines;
  for (const LoadError& error : window.errors())
    lines.push_back(absl::StrCat(error.what(), " (", error.requests(), ")"));
  return lines;
}

}  // namespace drill
