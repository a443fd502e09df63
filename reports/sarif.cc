#include "reports/sarif.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/string_view.h"
#include "nlohmann/json.hpp"
#include "reports/text.h"

namespace drill {
namespace {

using Json = nlohmann::ordered_json;

// A path as RFC 3986 writes it.
std::string UriPath(absl::string_view path) {
  std::string uri;
  for (const char c : path) {
    if (absl::ascii_isalnum(static_cast<unsigned char>(c)) || absl::StrContains("/-._~", c))
      uri.push_back(c);
    else
      absl::StrAppendFormat(&uri, "%%%02X", static_cast<unsigned char>(c));
  }
  return uri;
}

const char* LevelText(FindingLevel level) {
  switch (level) {
    case FindingLevel::kError:
      return "error";
    case FindingLevel::kWarning:
      return "warning";
    default:
      return "note";
  }
}

Json Rules() {
  Json rules = Json::array();
  for (const FindingRule& rule : FindingRules()) {
    Json declared;
    declared["id"] = rule.id;
    declared["shortDescription"]["text"] = rule.description;
    rules.push_back(declared);
  }
  return rules;
}

size_t IndexOf(const std::string& id) {
  const std::vector<FindingRule>& rules = FindingRules();
  const auto found = std::find_if(rules.begin(), rules.end(),
                                  [&](const FindingRule& rule) { return rule.id == id; });
  return static_cast<size_t>(found - rules.begin());
}

Json Location(const RunbookFinding& finding) {
  Json artifact;
  if (absl::StartsWith(finding.file, "/")) {
    artifact["uri"] = absl::StrCat("file://", UriPath(finding.file));
  } else {
    artifact["uri"] = UriPath(finding.file);
    artifact["uriBaseId"] = "%SRCROOT%";
  }
  Json location;
  location["physicalLocation"]["artifactLocation"] = artifact;
  location["physicalLocation"]["region"]["startLine"] = std::max(finding.line, 1);
  return location;
}

Json Result(const RunbookFinding& finding, const std::string& fingerprint) {
  Json result;
  result["ruleId"] = finding.rule;
  result["ruleIndex"] = IndexOf(finding.rule);
  result["level"] = LevelText(finding.level);
  result["message"]["text"] = XmlCharacters(finding.message);
  if (!finding.file.empty()) result["locations"] = Json::array({Location(finding)});
  result["partialFingerprints"]["rollbackDrill/v1"] = fingerprint;
  if (!finding.scenario.empty()) result["properties"]["scenario"] = XmlCharacters(finding.scenario);
  return result;
}

}  // namespace

std::string Sarif(const std::vector<RunbookFinding>& findings, bool succeeded) {
  const std::vector<std::string> fingerprints = FingerprintsOf(findings);
  Json results = Json::array();
  for (size_t i = 0; i < findings.size(); ++i)
    results.push_back(Result(findings[i], fingerprints[i]));
  Json run;
  run["tool"]["driver"]["name"] = "Rollback Drill";
  run["tool"]["driver"]["rules"] = Rules();
  Json invocation;
  invocation["executionSuccessful"] = succeeded;
  run["invocations"] = Json::array({invocation});
  run["results"] = results;
  Json log;
  log["$schema"] = "https://json.schemastore.org/sarif-2.1.0.json";
  log["version"] = "2.1.0";
  log["runs"] = Json::array({run});
  return absl::StrCat(log.dump(2, ' ', false, Json::error_handler_t::replace), "\n");
}

}  // namespace drill
