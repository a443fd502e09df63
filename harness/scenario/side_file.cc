#include "harness/scenario/side_file.h"

#include <filesystem>
#include <system_error>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "harness/base/inside_directory.h"

namespace drill {

void CheckSideFile(absl::string_view path, const std::string& directory, const std::string& value,
                   bool must_be_directory, FieldChecker* checker) {
  if (value.empty()) return;
  if (const std::string why = WhyOutside(checker->file(), value); !why.empty()) {
    const bool link = absl::StrContains(why, "link");
    checker->Add(path, absl::StrCat("does not lie beside the scenario: ", value),
                 absl::StrCat(link ? absl::StrCat("it ", why, "; ") : "",
                              "name a file below the scenario's directory"));
    return;
  }
  std::error_code ignored;
  const std::filesystem::path full = std::filesystem::path(directory) / value;
  if (!std::filesystem::exists(full, ignored)) {
    checker->Add(path, absl::StrCat("does not exist: ", value),
                 absl::StrCat("looked for ", full.string()));
  } else if (must_be_directory && !std::filesystem::is_directory(full, ignored)) {
    checker->Add(path, absl::StrCat("is not a directory: ", value));
  }
}

}  // namespace drill
