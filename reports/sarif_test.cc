#include "reports/sarif.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "nlohmann/json.hpp"

namespace drill {
namespace {

using Json = nlohmann::json;

RunbookFinding Sample() {
  RunbookFinding finding;
  finding.level = FindingLevel::kWarning;
  finding.rule = "time-target";
  finding.file = "docs/my ROLLBACK.md";
  finding.line = 19;
  finding.message = "late by \"2 s\"\x01";
  finding.scenario = "shop/gone";
  finding.subject = "page";
  return finding;
}

// What SARIF 2.1.0 requires of a log, and GitHub's code scanning of a result.
void ExpectWhole(const Json& log) {
  EXPECT_EQ(log["version"], "2.1.0");
  ASSERT_EQ(log["runs"].size(), 1u);
  const Json& run = log["runs"][0];
  EXPECT_TRUE(run["tool"]["driver"]["name"].is_string());
  const Json& rules = run["tool"]["driver"]["rules"];
  for (const Json& result : run["results"]) {
    const size_t index = result["ruleIndex"];
    ASSERT_LT(index, rules.size());
    EXPECT_EQ(rules[index]["id"], result["ruleId"]);
    EXPECT_TRUE(result["message"]["text"].is_string());
    EXPECT_TRUE(result["level"] == "error" || result["level"] == "warning" ||
                result["level"] == "note");
    EXPECT_TRUE(result["partialFingerprints"]["rollbackDrill/v1"].is_string());
    if (!result.contains("locations")) continue;
    const Json& place = result["locations"][0]["physicalLocation"];
    EXPECT_GE(place["region"]["startLine"], 1);
    EXPECT_TRUE(place["artifactLocation"]["uri"].is_string());
  }
}

TEST(SarifTest, AFindingIsAResultOnItsLine) {
  const Json log = Json::parse(Sarif({Sample()}, true));
  ExpectWhole(log);
  const Json& run = log["runs"][0];
  EXPECT_EQ(run["invocations"][0]["executionSuccessful"], true);
  ASSERT_EQ(run["results"].size(), 1u);
  const Json& result = run["results"][0];
  EXPECT_EQ(result["ruleId"], "time-target");
  EXPECT_EQ(result["level"], "warning");
  EXPECT_EQ(result["message"]["text"], "late by \"2 s\"\xEF\xBF\xBD");
  EXPECT_EQ(result["properties"]["scenario"], "shop/gone");
  const Json& place = result["locations"][0]["physicalLocation"];
  EXPECT_EQ(place["artifactLocation"]["uri"], "docs/my%20ROLLBACK.md");
  EXPECT_EQ(place["artifactLocation"]["uriBaseId"], "%SRCROOT%");
  EXPECT_EQ(place["region"]["startLine"], 19);
}

TEST(SarifTest, WithoutALineItIsTheFirst) {
  RunbookFinding finding = Sample();
  finding.line = 0;
  const Json log = Json::parse(Sarif({finding}, true));
  ExpectWhole(log);
  EXPECT_EQ(log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"]["startLine"],
            1);
}

TEST(SarifTest, OutsideOfTheRepositoryItIsAWholeUri) {
  RunbookFinding finding = Sample();
  finding.file = "/srv/R.md";
  const Json log = Json::parse(Sarif({finding}, true));
  ExpectWhole(log);
  const Json& artifact =
      log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"];
  EXPECT_EQ(artifact["uri"], "file:///srv/R.md");
  EXPECT_FALSE(artifact.contains("uriBaseId"));
}

TEST(SarifTest, WithoutAFileThereIsNoPlace) {
  RunbookFinding finding = Sample();
  finding.file.clear();
  const Json log = Json::parse(Sarif({finding}, true));
  ExpectWhole(log);
  EXPECT_FALSE(log["runs"][0]["results"][0].contains("locations"));
}

TEST(SarifTest, NothingFoundIsAnEmptyList) {
  const Json log = Json::parse(Sarif({}, false));
  ExpectWhole(log);
  EXPECT_TRUE(log["runs"][0]["results"].is_array());
  EXPECT_EQ(log["runs"][0]["results"].size(), 0u);
  EXPECT_EQ(log["runs"][0]["invocations"][0]["executionSuccessful"], false);
}

}  // namespace
}  // namespace drill
