#include "reports/code_quality.h"

#include <algorithm>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "nlohmann/json.hpp"
#include "reports/text.h"

namespace drill {
namespace {

using Json = nlohmann::ordered_json;

const char* Severity(FindingLevel level) {
  switch (level) {
    case FindingLevel::kError:
      return "major";
    case FindingLevel::kWarning:
      return "minor";
    default:
      return "info";
  }
}

}  // namespace

std::string CodeQuality(const std::vector<RunbookFinding>& findings) {
  const std::vector<std::string> fingerprints = FingerprintsOf(findings);
  Json list = Json::array();
  for (size_t i = 0; i < findings.size(); ++i) {
    const RunbookFinding& finding = findings[i];
    if (finding.file.empty() || absl::StartsWith(finding.file, "/")) continue;
    Json one;
    one["description"] = XmlCharacters(finding.message);
    one["check_name"] = finding.rule;
    one["fingerprint"] = fingerprints[i];
    one["severity"] = Severity(finding.level);
    one["location"]["path"] = finding.file;
    one["location"]["lines"]["begin"] = std::max(finding.line, 1);
    list.push_back(one);
  }
  return absl::StrCat(list.dump(2, ' ', false, Json::error_handler_t::replace), "\n");
}

}  // namespace drill
