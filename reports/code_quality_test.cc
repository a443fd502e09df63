#include "reports/code_quality.h"

#include <set>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "nlohmann/json.hpp"

namespace drill {
namespace {

using Json = nlohmann::json;

RunbookFinding Sample(FindingLevel level, const std::string& subject) {
  RunbookFinding finding;
  finding.level = level;
  finding.rule = "command-failed";
  finding.file = "docs/ROLLBACK.md";
  finding.line = 41;
  finding.message = "`docker compose pull`: exit 18";
  finding.subject = subject;
  return finding;
}

TEST(CodeQualityTest, HoldsWhatGitLabReads) {
  const Json list = Json::parse(CodeQuality({Sample(FindingLevel::kError, "a")}));
  ASSERT_EQ(list.size(), 1u);
  EXPECT_EQ(list[0]["description"], "`docker compose pull`: exit 18");
  EXPECT_EQ(list[0]["check_name"], "command-failed");
  EXPECT_EQ(list[0]["severity"], "major");
  EXPECT_EQ(list[0]["location"]["path"], "docs/ROLLBACK.md");
  EXPECT_EQ(list[0]["location"]["lines"]["begin"], 41);
  EXPECT_EQ(list[0]["fingerprint"].get<std::string>().size(), 64u);
}

TEST(CodeQualityTest, TheLevelIsTheSeverity) {
  const Json list = Json::parse(
      CodeQuality({Sample(FindingLevel::kWarning, "a"), Sample(FindingLevel::kNote, "b")}));
  EXPECT_EQ(list[0]["severity"], "minor");
  EXPECT_EQ(list[1]["severity"], "info");
}

TEST(CodeQualityTest, NoFingerprintIsThereTwice) {
  const Json list = Json::parse(
      CodeQuality({Sample(FindingLevel::kError, "a"), Sample(FindingLevel::kError, "a")}));
  EXPECT_NE(list[0]["fingerprint"], list[1]["fingerprint"]);
}

TEST(CodeQualityTest, WhatHasNoPlaceInTheRepositoryIsLeftOut) {
  RunbookFinding outside = Sample(FindingLevel::kError, "a");
  outside.file = "/srv/ROLLBACK.md";
  RunbookFinding nowhere = Sample(FindingLevel::kError, "b");
  nowhere.file.clear();
  RunbookFinding whole = Sample(FindingLevel::kError, "c");
  whole.line = 0;
  const Json list = Json::parse(CodeQuality({outside, nowhere, whole}));
  ASSERT_EQ(list.size(), 1u);
  EXPECT_EQ(list[0]["location"]["lines"]["begin"], 1);
}

TEST(CodeQualityTest, NothingFoundIsAnEmptyList) {
  const Json list = Json::parse(CodeQuality({}));
  EXPECT_TRUE(list.is_array());
  EXPECT_TRUE(list.empty());
}

}  // namespace
}  // namespace drill
