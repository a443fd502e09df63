#include "harness/stack/package_lists.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "harness/base/field_checker.h"
#include "harness/base/status_macros.h"
#include "harness/base/subprocess.h"

namespace drill {
namespace {

// The files that apt keeps the suite's lists in; some are compressed.
absl::StatusOr<std::vector<std::string>> ListFilesOf(const std::string& suite) {
  ASSIGN_OR_RETURN(const std::string output,
                   CheckedOutput({"apt-get", "indextargets", "--format",
                                  "$(CODENAME) $(SUITE) $(FILENAME)", "Created-By: Packages"}));
  std::vector<std::string> files;
  for (absl::string_view line : absl::StrSplit(output, '\n', absl::SkipEmpty())) {
    const std::vector<std::string> words = absl::StrSplit(line, absl::MaxSplits(' ', 2));
    if (words.size() == 3 && (words[0] == suite || words[1] == suite)) files.push_back(words[2]);
  }
  return files;
}

// A name without version and architecture: "mail-transport-agent (= 1)".
std::string BareName(absl::string_view text) {
  text = absl::StripAsciiWhitespace(text);
  return std::string(text.substr(0, text.find_first_of(" (:")));
}

void CheckNames(const std::string& field,
                const google::protobuf::RepeatedPtrField<std::string>& names,
                const std::set<std::string>& known, FieldChecker* checker) {
  for (int i = 0; i < names.size(); ++i) {
    if (names[i].empty() || known.count(names[i]) > 0) continue;
    // Only names of similar length with the same first or last letter: the suite has tens of
    // thousands.
    std::vector<std::string> alike;
    for (const std::string& name : known) {
      const bool near =
          std::max(name.size(), names[i].size()) - std::min(name.size(), names[i].size()) <= 2;
      if (near && (name[0] == names[i][0] || name.back() == names[i].back())) alike.push_back(name);
    }
    const std::string nearest = NearestName(names[i], alike);
    checker->Add(FieldPath("", field, i), absl::StrCat("is no package of Debian 13: ", names[i]),
                 nearest.empty() ? "" : absl::StrCat("did you mean ", nearest, "?"));
  }
}

}  // namespace

absl::StatusOr<std::optional<std::set<std::string>>> PackagesOf(const std::string& suite) {
  const absl::StatusOr<std::vector<std::string>> files = ListFilesOf(suite);
  if (absl::IsNotFound(files.status())) return std::nullopt;
  RETURN_IF_ERROR(files.status());
  if (files->empty()) return std::nullopt;
  std::vector<std::string> command = {
      "sh", "-c", "/usr/lib/apt/apt-helper cat-file \"$@\" | grep -E '^(Package|Provides): '",
      "sh"};
  command.insert(command.end(), files->begin(), files->end());
  ASSIGN_OR_RETURN(const std::string output, CheckedOutput(command));
  std::set<std::string> names;
  for (absl::string_view line : absl::StrSplit(output, '\n', absl::SkipEmpty())) {
    if (absl::ConsumePrefix(&line, "Package: ")) names.insert(BareName(line));
    if (!absl::ConsumePrefix(&line, "Provides: ")) continue;
    for (absl::string_view name : absl::StrSplit(line, ',')) names.insert(BareName(name));
  }
  return names;
}

void ValidatePackages(const Stack& stack, const std::set<std::string>& known,
                      const FieldLocations& locations, std::vector<Problem>* problems) {
  FieldChecker checker(locations, problems);
  CheckNames("host_packages", stack.host_packages(), known, &checker);
  for (int i = 0; i < stack.images_size(); ++i) {
    CheckNames(FieldPath("", "images", i) + ".debian.packages", stack.images(i).debian().packages(),
               known, &checker);
  }
}

}  // namespace drill
