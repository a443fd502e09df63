#include "reports/gate_files.h"

#include <map>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/base/file.h"
#include "harness/base/proto_json.h"
#include "harness/testing/parse_text.h"
#include "harness/testing/status_matchers.h"
#include "reports/gate.h"

namespace drill {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::StartsWith;

constexpr char kReport[] = R"(
exit_code: 1 gate_file: "gate.textproto" shard: 1 shards: 1
results { scenario: "shop/a" state: GATE_STATE_BAD exit_code: 1 fate: GATE_FATE_RUN reason: "the page is gone"
          summary { scenario: "shop/a" outcome: OUTCOME_FAILED exit_code: 1 runbook: "R.md"
                    commands { text: "false" line: 3 exit_code: 1 } } }
)";

class GateFilesTest : public ::testing::Test {
 protected:
  void SetUp() override {
    const std::string name = ::testing::UnitTest::GetInstance()->current_test_info()->name();
    directory_ = absl::StrCat(::testing::TempDir(), "/", name);
    ASSERT_THAT(RemoveAll(directory_), IsOk());
    ASSERT_THAT(MakeDirectories(directory_), IsOk());
  }
  std::string Read(const std::string& name) const {
    const absl::StatusOr<std::string> text = ReadFile(absl::StrCat(directory_, "/", name));
    EXPECT_THAT(text, IsOk());
    return text.value_or("");
  }

  const GateReport report_ = ParseText<GateReport>(kReport);
  std::string directory_;
};

TEST_F(GateFilesTest, WritesOneForEachReader) {
  ASSERT_THAT(WriteGateReports(report_, directory_), IsOk());
  EXPECT_THAT(ListFiles(directory_),
              IsOkAndHolds(ElementsAre("code-quality.json", "findings.sarif", "gate.json",
                                       "gate.tap", "junit.xml", "summary.md")));
  GateReport read;
  ASSERT_THAT(ProtoFromJson(Read("gate.json"), &read), IsOk());
  EXPECT_EQ(read.DebugString(), report_.DebugString());
  EXPECT_THAT(Read("findings.sarif"), HasSubstr("\"startLine\": 3"));
  EXPECT_THAT(Read("code-quality.json"), HasSubstr("\"begin\": 3"));
  EXPECT_THAT(Read("gate.tap"), HasSubstr("not ok 1 - shop/a"));
  EXPECT_THAT(Read("junit.xml"), HasSubstr("the page is gone"));
}

TEST_F(GateFilesTest, TellsAllThatCannotBeWritten) {
  const absl::Status status = WriteGateReports(report_, directory_ + "/nowhere");
  EXPECT_THAT(std::string(status.message()), HasSubstr("gate.json"));
  EXPECT_THAT(std::string(status.message()), HasSubstr("summary.md"));
}

TEST_F(GateFilesTest, AStepOfGitHubIsToldBesideWhatItHas) {
  CiPlaces places;
  places.github = true;
  places.step_summary = directory_ + "/step.md";
  ASSERT_THAT(WriteFile(places.step_summary, "# Build\n"), IsOk());
  std::string annotations;
  ASSERT_THAT(TellCi(report_, places, &annotations), IsOk());
  EXPECT_THAT(annotations, StartsWith("::error file=R.md,line=3,"));
  EXPECT_THAT(Read("step.md"), StartsWith("# Build\n# GATE CLOSED"));
}

TEST_F(GateFilesTest, TheStepsSummaryIsNeverLargerThanGitHubTakes) {
  CiPlaces places;
  places.step_summary = directory_ + "/step.md";
  ASSERT_THAT(WriteFile(places.step_summary, std::string(kMostStepSummary - 200, 'x')), IsOk());
  GateReport large = report_;
  for (int i = 0; i < 100; ++i) *large.add_results() = report_.results(0);
  std::string annotations;
  ASSERT_THAT(TellCi(large, places, &annotations), IsOk());
  EXPECT_LE(Read("step.md").size(), kMostStepSummary);
  EXPECT_THAT(Read("step.md"), HasSubstr("cut off"));
}

TEST_F(GateFilesTest, WhatCannotBeWrittenIsTold) {
  CiPlaces places;
  places.step_summary = directory_ + "/nowhere/step.md";
  std::string annotations;
  EXPECT_THAT(TellCi(report_, places, &annotations),
              StatusIs(absl::StatusCode::kInternal, HasSubstr("nowhere/step.md")));
}

TEST_F(GateFilesTest, BazelGetsItsOwn) {
  CiPlaces places;
  places.bazel_xml = directory_ + "/test.xml";
  std::string annotations;
  ASSERT_THAT(TellCi(report_, places, &annotations), IsOk());
  EXPECT_THAT(annotations, IsEmpty());
  EXPECT_THAT(Read("test.xml"), HasSubstr("shop/a"));
}

TEST(CiPlacesTest, AreWhatTheEnvironmentSays) {
  std::map<std::string, std::string> environment = {{"GITHUB_STEP_SUMMARY", "/tmp/step"},
                                                    {"XML_OUTPUT_FILE", "/tmp/xml"}};
  const auto get = [&](const char* name) -> const char* {
    const auto found = environment.find(name);
    return found == environment.end() ? nullptr : found->second.c_str();
  };
  EXPECT_FALSE(CiPlacesOf(get).github);
  EXPECT_EQ(CiPlacesOf(get).step_summary, "");
  EXPECT_EQ(CiPlacesOf(get).bazel_xml, "/tmp/xml");
  environment["GITHUB_ACTIONS"] = "true";
  EXPECT_TRUE(CiPlacesOf(get).github);
  EXPECT_EQ(CiPlacesOf(get).step_summary, "/tmp/step");
}

}  // namespace
}  // namespace drill
