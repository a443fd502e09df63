#include "harness/gate/reuse.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/gate/utc_day.h"
#include "harness/testing/parse_text.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;

const absl::Time kNow = *ParseInstant("2026-06-08T00:00:00Z");
constexpr absl::Duration kWeek = absl::Hours(168);

class ReuseTest : public ::testing::Test {
 protected:
  ReuseTest() {
    planned_.set_scenario("shop/slow");
    planned_.set_inputs_sha256("5f1d");
    planned_.set_require(REQUIRE_AS_EXPECTED);
  }
  // `fields` are the summary's, in place of those of a drill that passed.
  void Keep(const std::string& at, const std::string& fields = "as_expected: true") {
    KeptDrill kept;
    kept.summary = ParseText<Summary>(
        "scenario: 'shop/slow' inputs_sha256: '5f1d' outcome: "
        "OUTCOME_PASSED started_at: '" +
        at + "' ");
    kept.summary.MergeFrom(ParseText<Summary>(fields));
    kept.run_directory = "out-" + at;
    kept_.push_back(kept);
  }
  // The run directory of the drill that is used again; empty: none is.
  std::string Found() {
    const FindKept find = [&](const HistoryFilter& filter) {
      filters_.push_back(filter);
      return kept_;
    };
    const absl::StatusOr<std::optional<KeptDrill>> found =
        FindReusable(planned_, kWeek, kNow, find);
    EXPECT_THAT(found, IsOk());
    return found.ok() && found->has_value() ? (*found)->run_directory : "";
  }

  GateResult planned_;
  std::vector<KeptDrill> kept_;
  std::vector<HistoryFilter> filters_;
};

TEST_F(ReuseTest, ASuccessOfTheSameInputsIsUsedAgain) {
  Keep("2026-06-01T00:00:00Z");
  EXPECT_EQ(Found(), "out-2026-06-01T00:00:00Z");
  ASSERT_THAT(filters_, SizeIs(1));
  EXPECT_EQ(filters_[0].scenario, "shop/slow");
  EXPECT_EQ(filters_[0].inputs_sha256, "5f1d");
  EXPECT_FALSE(filters_[0].with_controls);
}

TEST_F(ReuseTest, NotOneThatIsTooOld) {
  Keep("2026-05-31T23:59:59Z");
  EXPECT_EQ(Found(), "");
}

TEST_F(ReuseTest, NotOneOfOtherInputsOrAnotherScenario) {
  Keep("2026-06-07T00:00:00Z", "as_expected: true inputs_sha256: 'other'");
  Keep("2026-06-07T00:00:00Z", "as_expected: true scenario: 'shop/other'");
  EXPECT_EQ(Found(), "");
}

TEST_F(ReuseTest, NotAControl) {
  Keep("2026-06-07T00:00:00Z", "as_expected: true control: 'no_fault'");
  EXPECT_EQ(Found(), "");
}

TEST_F(ReuseTest, NotOneThatFailedAndNotTheSuccessBeforeIt) {
  Keep("2026-06-06T00:00:00Z");
  Keep("2026-06-07T00:00:00Z", "outcome: OUTCOME_FAILED exit_code: 1");
  EXPECT_EQ(Found(), "");
  Keep("2026-06-07T12:00:00Z");
  EXPECT_EQ(Found(), "out-2026-06-07T12:00:00Z");
}

TEST_F(ReuseTest, WhatFailsAndIsKnownIsDrilledAgain) {
  planned_.mutable_known_failure()->set_reason("SHOP-12");
  planned_.mutable_known_failure()->set_until("2026-12-31");
  Keep("2026-06-07T00:00:00Z", "outcome: OUTCOME_FAILED exit_code: 1");
  EXPECT_EQ(Found(), "");
}

TEST_F(ReuseTest, WhatTheGateRequiresNowCounts) {
  Keep("2026-06-07T00:00:00Z",
       "exit_code: 3 over_target: true targets { name: 'page' measured_ms: 2 limit_ms: 1 }");
  EXPECT_EQ(Found(), "");
  planned_.set_no_target_because("slow");
  EXPECT_NE(Found(), "");
}

TEST_F(ReuseTest, WhatIsOnlyToldIsUsedAgainWhenItIsAsExpected) {
  planned_.set_require(REQUIRE_NOTHING);
  Keep("2026-06-07T00:00:00Z");
  EXPECT_NE(Found(), "");
  kept_.clear();
  Keep("2026-06-07T00:00:00Z", "outcome: OUTCOME_FAILED exit_code: 1");
  EXPECT_EQ(Found(), "");
}

TEST_F(ReuseTest, WithoutADigestNothingIsAsked) {
  Keep("2026-06-07T00:00:00Z");
  planned_.clear_inputs_sha256();
  EXPECT_EQ(Found(), "");
  EXPECT_THAT(filters_, IsEmpty());
}

TEST_F(ReuseTest, WhatLiesAheadIsOfNoKnownAge) {
  Keep("2026-06-08T00:00:01Z");
  EXPECT_EQ(Found(), "");
}

TEST_F(ReuseTest, AHistoryThatCannotBeReadIsAnError) {
  const FindKept find = [](const HistoryFilter&) -> absl::StatusOr<std::vector<KeptDrill>> {
    return absl::UnavailableError("no such place");
  };
  EXPECT_THAT(FindReusable(planned_, kWeek, kNow, find).status(),
              StatusIs(absl::StatusCode::kUnavailable));
  GateReport report;
  report.add_evidence()->add_scenarios("shop/slow");
  EXPECT_THAT(LookUpEvidence(find, report), StatusIs(absl::StatusCode::kUnavailable));
}

TEST_F(ReuseTest, EvidenceIsTheNewestOfEachOfItsScenarios) {
  Keep("2026-06-01T00:00:00Z");
  Keep("2026-06-03T00:00:00Z", "exit_code: 1 outcome: OUTCOME_FAILED");
  Keep("2026-06-05T00:00:00Z", "exit_code: 2 outcome: OUTCOME_INCONCLUSIVE");
  GateReport report;
  report.add_evidence()->add_scenarios("shop/slow");
  report.mutable_evidence(0)->add_scenarios("shop/other");
  const FindKept find = [&](const HistoryFilter& filter) {
    return filter.scenario == "shop/slow" ? kept_ : std::vector<KeptDrill>();
  };
  ASSERT_THAT(LookUpEvidence(find, report), IsOk());
  ASSERT_EQ(report.evidence(0).sights_size(), 1);
  EXPECT_EQ(report.evidence(0).sights(0).at(), "2026-06-03T00:00:00Z");
  EXPECT_FALSE(report.evidence(0).sights(0).good());
}

}  // namespace
}  // namespace drill
