#include "harness/base/debian_suite.h"

#include <set>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"

namespace drill {

std::vector<std::pair<std::string, std::string>> DebianTreeEnvironment(
    const std::string& temporary_directory) {
  return {{"TMPDIR", temporary_directory}, {"PATH", "/usr/sbin:/usr/bin:/sbin:/bin"}};
}

absl::Status ExplainMissingPackages(absl::string_view output, const absl::Status& status) {
  static constexpr absl::string_view kSays = "E: Unable to locate package ";
  std::set<std::string> missing;
  for (absl::string_view line : absl::StrSplit(output, '\n')) {
    if (absl::ConsumePrefix(&line, kSays))
      missing.insert(std::string(absl::StripAsciiWhitespace(line)));
  }
  if (missing.empty()) return status;
  return absl::InvalidArgumentError(absl::StrCat(
      "Debian's ", kDebianSuite, " has no package of this name: ", absl::StrJoin(missing, ", "),
      "; correct the stack's packages"));
}

}  // namespace drill
