#include "harness/gate/merge_gates.h"

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/base/file.h"
#include "harness/base/proto_json.h"
#include "harness/testing/parse_text.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

// Of scenarios a, b and c, which shard I has run.
GatePart Part(int shard, int shards) {
  GatePart part;
  part.directory = absl::StrCat("out-", shard);
  part.report = ParseText<GateReport>(
      "gate_sha256: '5f1d' gate_file: 'gate.textproto' "
      "evidence { what: 'a' scenarios: 'a' max_age_seconds: 3600 renew: 'tools/drill run a' }");
  part.report.set_shard(shard);
  part.report.set_shards(shards);
  part.report.set_judged_at(absl::StrCat("2026-06-01T0", shard, ":00:00Z"));
  part.report.set_took_seconds(shard * 10);
  for (const char* scenario : {"a", "b", "c"}) {
    GateResult& result = *part.report.add_results();
    result.set_scenario(scenario);
    result.set_require(REQUIRE_AS_EXPECTED);
    const bool ours = (part.report.results_size() - 1) % shards == shard - 1;
    result.set_fate(ours ? GATE_FATE_RUN : GATE_FATE_OTHER_SHARD);
    if (!ours) continue;
    result.set_run_directory(scenario);
    Summary& summary = *result.mutable_summary();
    summary.set_scenario(scenario);
    summary.set_outcome(OUTCOME_PASSED);
    summary.set_as_expected(true);
    summary.set_started_at(absl::StrCat("2026-06-01T0", shard, ":00:00Z"));
  }
  return part;
}

TEST(MergeGatesTest, TwoShardsAreOneGate) {
  const absl::StatusOr<GateReport> merged = MergeGates({Part(2, 2), Part(1, 2)});
  ASSERT_THAT(merged, IsOk());
  EXPECT_TRUE(merged->open());
  EXPECT_EQ(merged->shards(), 1);
  ASSERT_EQ(merged->results_size(), 3);
  EXPECT_EQ(merged->results(0).run_directory(), "out-1/a");
  EXPECT_EQ(merged->results(1).run_directory(), "out-2/b");
  EXPECT_EQ(merged->results(2).run_directory(), "out-1/c");
  for (const GateResult& result : merged->results())
    EXPECT_EQ(result.state(), GATE_STATE_GOOD) << result.scenario();
  EXPECT_EQ(merged->judged_at(), "2026-06-01T02:00:00Z");
  EXPECT_EQ(merged->took_seconds(), 20);
  // Shard 1 drilled it an hour before shard 2 ended.
  EXPECT_EQ(merged->evidence(0).state(), GATE_STATE_GOOD);
}

TEST(MergeGatesTest, AFailureOfOneClosesIt) {
  GatePart second = Part(2, 2);
  Summary& summary = *second.report.mutable_results(1)->mutable_summary();
  summary.set_outcome(OUTCOME_FAILED);
  summary.set_as_expected(false);
  summary.set_exit_code(1);
  const absl::StatusOr<GateReport> merged = MergeGates({Part(1, 2), second});
  ASSERT_THAT(merged, IsOk());
  EXPECT_FALSE(merged->open());
  EXPECT_EQ(merged->exit_code(), 1);
}

TEST(MergeGatesTest, EvidenceOfAnyMachineCounts) {
  GatePart second = Part(2, 2);
  GatePart first = Part(1, 2);
  // Nobody drilled it now.
  for (GatePart* part : {&first, &second}) {
    part->report.mutable_evidence(0)->set_scenarios(0, "z");
    part->report.mutable_evidence(0)->set_what("z");
  }
  ASSERT_THAT(MergeGates({first, second}), IsOk());
  EXPECT_FALSE(MergeGates({first, second})->open());
  *second.report.mutable_evidence(0)->add_sights() =
      ParseText<GateSight>("scenario: 'z' at: '2026-06-01T01:30:00Z' good: true");
  EXPECT_TRUE(MergeGates({first, second})->open());
}

TEST(MergeGatesTest, NoneMayBeMissing) {
  EXPECT_THAT(MergeGates({Part(1, 3), Part(3, 3)}).status(),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       HasSubstr("shard 2/3 is missing; name its directory, too")));
}

TEST(MergeGatesTest, NoneMayBeThereTwice) {
  EXPECT_THAT(MergeGates({Part(1, 2), Part(2, 2), Part(2, 2)}).status(),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       HasSubstr("out-2 (shard 2/2) is there twice: out-2")));
}

TEST(MergeGatesTest, AllMustBeOfOneGateFileAndOneNumber) {
  GatePart other = Part(2, 2);
  other.report.set_gate_sha256("another");
  EXPECT_THAT(MergeGates({Part(1, 2), other}).status(),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("another gate file")));
  EXPECT_THAT(MergeGates({Part(1, 2), Part(2, 3)}).status(),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("another number of shards")));
}

TEST(MergeGatesTest, AllMisfitsAreToldAtOnce) {
  GatePart other = Part(1, 3);
  other.report.set_gate_sha256("another");
  other.report.set_judged_at("");
  EXPECT_THAT(MergeGates({Part(1, 3), other}).status(),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       AllOf(HasSubstr("another gate file"), HasSubstr("there twice"),
                             HasSubstr("does not say when it ended"),
                             HasSubstr("shard 2/3 is missing"), HasSubstr("shard 3/3"))));
}

TEST(MergeGatesTest, AScenarioOfNobodyIsTold) {
  GatePart second = Part(2, 2);
  second.report.mutable_results(1)->set_fate(GATE_FATE_OTHER_SHARD);
  EXPECT_THAT(MergeGates({Part(1, 2), second}).status(),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("b is of no shard")));
}

TEST(MergeGatesTest, NothingIsNoGate) {
  EXPECT_THAT(MergeGates({}).status(), StatusIs(absl::StatusCode::kInvalidArgument));
}

class ReadGatePartsTest : public ::testing::Test {
 protected:
  std::string Write(const std::string& name, const std::string& content) {
    const std::string directory = absl::StrCat(::testing::TempDir(), "/", name);
    EXPECT_THAT(MakeDirectories(directory), IsOk());
    EXPECT_THAT(WriteFile(directory + "/gate.json", content), IsOk());
    return directory;
  }
};

TEST_F(ReadGatePartsTest, ReadsWhatAGateHasWritten) {
  const GatePart part = Part(1, 2);
  const absl::StatusOr<std::string> json = ProtoToJson(part.report, {});
  ASSERT_THAT(json, IsOk());
  const std::string directory = Write("part", *json);
  const absl::StatusOr<std::vector<GatePart>> read = ReadGateParts({directory});
  ASSERT_THAT(read, IsOk());
  ASSERT_EQ(read->size(), 1u);
  EXPECT_EQ(read->front().directory, directory);
  EXPECT_EQ(read->front().report.DebugString(), part.report.DebugString());
}

TEST_F(ReadGatePartsTest, TellsAllThatCannotBeRead) {
  const std::string broken = Write("broken", "{");
  const absl::Status status = ReadGateParts({"nowhere", broken}).status();
  EXPECT_THAT(status, StatusIs(absl::StatusCode::kInvalidArgument,
                               AllOf(HasSubstr("nowhere/gate.json"),
                                     HasSubstr(broken + "/gate.json: is no gate's result"))));
}

}  // namespace
}  // namespace drill
