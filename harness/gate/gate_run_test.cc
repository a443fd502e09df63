#include "harness/gate/gate_run.h"

#include <map>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/gate/utc_day.h"
#include "harness/testing/parse_text.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

using ::testing::AnyOf;
using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::UnorderedElementsAre;

// Stands still but for the drills, each of which takes a minute.
class GateClock : public Clock {
 public:
  absl::Duration Monotonic() override {
    const std::lock_guard<std::mutex> lock(mutex_);
    return passed_;
  }
  absl::Time Wall() override { return *ParseInstant("2026-06-01T00:00:00Z") + Monotonic(); }
  void Sleep(absl::Duration duration) override {
    const std::lock_guard<std::mutex> lock(mutex_);
    passed_ += duration;
  }

 private:
  std::mutex mutex_;
  absl::Duration passed_;
};

// A gate of shop/a, shop/b, mill/c. What a drill is made of stands in `inputs_`: a change of one of
// them changes the digests of the drills that have it.
class GateRunTest : public ::testing::Test {
 protected:
  GateRunTest() {
    planned_ = ParseText<GateReport>(
        "shard: 1 shards: 1 gate_file: 'g' "
        "results { scenario: 'shop/a' require: REQUIRE_AS_EXPECTED } "
        "results { scenario: 'shop/b' require: REQUIRE_AS_EXPECTED } "
        "results { scenario: 'mill/c' require: REQUIRE_AS_EXPECTED } ");
    options_.reuse = absl::Hours(168);
    inputs_ = {{"shop/a", {"scenario a", "procedure P1", "host tree of shop", "harness"}},
               {"shop/b", {"scenario b", "procedure P2", "host tree of shop", "harness"}},
               {"mill/c", {"scenario c", "procedure M1", "host tree of mill", "harness"}}};
    seams_.clock = &clock_;
    seams_.digest = [this](const std::string& name) -> absl::StatusOr<std::string> {
      if (no_digest_ == name) return absl::NotFoundError("a tree is missing");
      std::string digest;
      for (const std::string& input : inputs_.at(name))
        absl::StrAppend(&digest, input, "=", states_[input], ";");
      return digest;
    };
    seams_.find = [this](const HistoryFilter& filter) { return Find(filter); };
    seams_.keep = [this](const std::string&, const Summary& summary, const GatePlace& place) {
      if (!keeps_.ok()) return keeps_;
      kept_.insert(kept_.begin(), KeptDrill{summary, place.directory});
      return absl::OkStatus();
    };
    seams_.make_ready = [this](const std::vector<std::string>& names) {
      made_ready_ = names;
      return ready_;
    };
    seams_.run = [this](const std::string& name, const GatePlace& place) {
      return RunOne(name, place);
    };
  }

  absl::StatusOr<std::vector<KeptDrill>> Find(const HistoryFilter& filter) const {
    std::vector<KeptDrill> found;
    for (const KeptDrill& kept : kept_) {
      if (kept.summary.scenario() == filter.scenario &&
          (filter.inputs_sha256.empty() || kept.summary.inputs_sha256() == filter.inputs_sha256))
        found.push_back(kept);
    }
    return found;
  }

  absl::StatusOr<Summary> RunOne(const std::string& name, const GatePlace& place) {
    const std::lock_guard<std::mutex> lock(mutex_);
    ran_.push_back(name);
    places_.push_back(place);
    if (name == breaks_) return absl::InternalError("the pool is full");
    Summary summary;
    summary.set_scenario(name);
    summary.set_started_at(InstantText(clock_.Wall()));
    if (no_digest_ != name) summary.set_inputs_sha256(*seams_.digest(name));
    const bool failed = fails_ == name;
    summary.set_outcome(failed ? OUTCOME_FAILED : OUTCOME_PASSED);
    summary.set_as_expected(!failed);
    summary.set_exit_code(failed ? 1 : 0);
    clock_.Sleep(absl::Minutes(1));
    return summary;
  }

  // The gate from its beginning; what it drilled is in `ran_`.
  GateReport Run() {
    ran_.clear();
    places_.clear();
    absl::StatusOr<GateReport> report = GateRun(options_, seams_, stop_).Run(planned_);
    EXPECT_THAT(report, IsOk());
    return report.ok() ? *std::move(report) : GateReport();
  }

  GateClock clock_;
  StopToken stop_;
  GateReport planned_;
  GateRunOptions options_;
  GateSeams seams_;
  std::map<std::string, std::vector<std::string>> inputs_;
  std::map<std::string, int> states_;
  std::vector<KeptDrill> kept_;
  std::string fails_, breaks_, no_digest_;
  absl::Status keeps_, ready_;
  std::vector<std::string> made_ready_, ran_;
  std::vector<GatePlace> places_;
  std::mutex mutex_;
};

TEST_F(GateRunTest, TheFirstTimeEverythingIsDrilled) {
  const GateReport report = Run();
  EXPECT_TRUE(report.open());
  EXPECT_THAT(ran_, ElementsAre("shop/a", "shop/b", "mill/c"));
  EXPECT_THAT(made_ready_, ElementsAre("shop/a", "shop/b", "mill/c"));
  EXPECT_EQ(report.results(0).fate(), GATE_FATE_RUN);
  EXPECT_EQ(report.results(0).run_directory(), "shop-a");
  EXPECT_EQ(places_[0].prefix, "");
  EXPECT_EQ(report.took_seconds(), 180);
}

TEST_F(GateRunTest, UnchangedNothingIsDrilled) {
  Run();
  made_ready_.clear();
  const GateReport report = Run();
  EXPECT_TRUE(report.open());
  EXPECT_THAT(ran_, IsEmpty());
  EXPECT_THAT(made_ready_, IsEmpty());
  for (const GateResult& result : report.results()) {
    EXPECT_EQ(result.fate(), GATE_FATE_REUSED) << result.scenario();
    EXPECT_THAT(result.summary().started_at(), HasSubstr("2026-06-01T00:0"));
  }
  EXPECT_EQ(report.took_seconds(), 0);
}

TEST_F(GateRunTest, EachInputDrillsExactlyWhatItTouches) {
  Run();
  const std::map<std::string, std::vector<std::string>> touched = {
      {"scenario a", {"shop/a"}},
      {"scenario c", {"mill/c"}},
      {"procedure P2", {"shop/b"}},
      {"host tree of shop", {"shop/a", "shop/b"}},
      {"harness", {"shop/a", "shop/b", "mill/c"}}};
  for (const auto& [input, drills] : touched) {
    ++states_[input];
    EXPECT_TRUE(Run().open()) << input;
    EXPECT_EQ(ran_, drills) << input;
    Run();
    EXPECT_THAT(ran_, IsEmpty()) << input;
  }
}

TEST_F(GateRunTest, WithoutReuseEverythingIsDrilledAgain) {
  options_.reuse.reset();
  Run();
  Run();
  EXPECT_EQ(ran_.size(), 3u);
}

TEST_F(GateRunTest, ADrillThatIsAlwaysToBeRunIs) {
  options_.always = {"shop/b"};
  Run();
  Run();
  EXPECT_THAT(ran_, ElementsAre("shop/b"));
}

TEST_F(GateRunTest, WhatIsTooOldIsDrilledAgain) {
  Run();
  clock_.Sleep(absl::Hours(168));
  Run();
  EXPECT_EQ(ran_.size(), 3u);
}

TEST_F(GateRunTest, AFailureClosesItAndIsDrilledAgain) {
  fails_ = "shop/b";
  const GateReport report = Run();
  EXPECT_FALSE(report.open());
  EXPECT_EQ(report.exit_code(), 1);
  EXPECT_EQ(report.results(1).state(), GATE_STATE_BAD);
  fails_.clear();
  EXPECT_TRUE(Run().open());
  EXPECT_THAT(ran_, ElementsAre("shop/b"));
}

TEST_F(GateRunTest, WhatCouldNotBeRunIsTheHarnesssError) {
  breaks_ = "shop/a";
  const GateReport report = Run();
  EXPECT_EQ(report.exit_code(), 4);
  EXPECT_EQ(report.results(0).reason(), "the pool is full");
  EXPECT_EQ(report.results(0).run_directory(), "");
  // It was no drill, and nobody finds it later.
  EXPECT_EQ(kept_.size(), 2u);
}

TEST_F(GateRunTest, WhenTheBudgetIsOverTheRestIsToldAndClosesTheGate) {
  planned_.set_budget_seconds(90);
  const GateReport report = Run();
  EXPECT_THAT(ran_, ElementsAre("shop/a", "shop/b"));
  EXPECT_EQ(report.results(2).fate(), GATE_FATE_OUT_OF_TIME);
  EXPECT_EQ(report.results(2).state(), GATE_STATE_BAD);
  EXPECT_EQ(report.exit_code(), 2);
  // The next one goes on where it ended.
  EXPECT_TRUE(Run().open());
  EXPECT_THAT(ran_, ElementsAre("mill/c"));
}

TEST_F(GateRunTest, WhatIsReusedCostsNothingOfTheBudget) {
  Run();
  planned_.set_budget_seconds(0);
  EXPECT_TRUE(Run().open());
}

TEST_F(GateRunTest, AShardRunsItsPartAndLeavesTheRest) {
  options_.shard = {2, 2};
  const GateReport report = Run();
  EXPECT_THAT(ran_, ElementsAre("shop/b"));
  EXPECT_EQ(report.results(0).fate(), GATE_FATE_OTHER_SHARD);
  EXPECT_EQ(report.results(0).state(), GATE_STATE_ELSEWHERE);
  EXPECT_TRUE(report.open());
  EXPECT_EQ(report.shard(), 2);
  EXPECT_EQ(report.shards(), 2);
}

TEST_F(GateRunTest, SeveralAtOnceSayWhoseTheirLinesAre) {
  options_.jobs = 3;
  Run();
  std::vector<std::string> prefixes;
  for (const GatePlace& place : places_) prefixes.push_back(place.prefix);
  EXPECT_THAT(prefixes, UnorderedElementsAre("shop/a | ", "shop/b | ", "mill/c | "));
}

TEST_F(GateRunTest, AfterAStopTheRestIsToldAsNotRun) {
  stop_.RequestStop();
  const GateReport report = Run();
  EXPECT_THAT(ran_, IsEmpty());
  EXPECT_FALSE(report.open());
  EXPECT_EQ(report.results(0).fate(), GATE_FATE_STOPPED);
}

TEST_F(GateRunTest, EvidenceIsRenewedByTheGatesOwnDrills) {
  *planned_.add_evidence() = ParseText<GateEvidence>(
      "what: 'shop/a' scenarios: 'shop/a' max_age_seconds: 600 renew: 'tools/drill run shop/a'");
  const GateReport report = Run();
  EXPECT_EQ(report.evidence(0).state(), GATE_STATE_GOOD);
  clock_.Sleep(absl::Minutes(20));
  // The result is used again, and is no evidence of today.
  const GateReport later = Run();
  EXPECT_THAT(ran_, IsEmpty());
  EXPECT_FALSE(later.open());
  EXPECT_EQ(later.exit_code(), 2);
}

TEST_F(GateRunTest, OnlyWhatIsStaleIsDrilled) {
  Run();
  clock_.Sleep(absl::Minutes(20));
  *planned_.add_evidence() = ParseText<GateEvidence>(
      "what: 'shop/a' scenarios: 'shop/a' max_age_seconds: 600 renew: 'tools/drill run shop/a'");
  *planned_.add_evidence() = ParseText<GateEvidence>(
      "what: 'shop/b' scenarios: 'shop/b' max_age_seconds: 6000 renew: 'tools/drill run shop/b'");
  options_.only_stale = true;
  const GateReport report = Run();
  EXPECT_THAT(ran_, ElementsAre("shop/a"));
  EXPECT_TRUE(report.open());
  EXPECT_EQ(report.results_size(), 1);
  EXPECT_TRUE(report.only_stale());
  Run();
  EXPECT_THAT(ran_, IsEmpty());
}

TEST_F(GateRunTest, InputsWithoutADigestAreDrilledAndTold) {
  Run();
  no_digest_ = "shop/a";
  const GateReport report = Run();
  EXPECT_THAT(ran_, ElementsAre("shop/a"));
  EXPECT_THAT(report.notes(), ElementsAre(HasSubstr("a tree is missing")));
}

TEST_F(GateRunTest, WhatTheHistoryDoesNotTakeIsTold) {
  keeps_ = absl::UnavailableError("the disk is full");
  const GateReport report = Run();
  EXPECT_TRUE(report.open());
  ASSERT_EQ(report.notes_size(), 3);
  EXPECT_THAT(report.notes(0), HasSubstr(": the disk is full"));
}

TEST_F(GateRunTest, ErrorsBeforeTheFirstDrillEndIt) {
  ready_ = absl::InvalidArgumentError("stack.textproto:3: no such image");
  EXPECT_THAT(GateRun(options_, seams_, stop_).Run(planned_).status(),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("no such image")));
  seams_.find = [](const HistoryFilter&) -> absl::StatusOr<std::vector<KeptDrill>> {
    return absl::UnavailableError("no such place");
  };
  EXPECT_THAT(GateRun(options_, seams_, stop_).Run(planned_).status(),
              StatusIs(absl::StatusCode::kUnavailable));
  EXPECT_THAT(ran_, IsEmpty());
}

TEST_F(GateRunTest, TheNextDrillIsToldToComeWhileTheLastOneIsVerified) {
  std::mutex mutex;
  std::vector<std::string> coming;
  seams_.coming = [&](const std::string& scenario) {
    const std::lock_guard<std::mutex> lock(mutex);
    coming.push_back(scenario);
  };
  seams_.run = [this](const std::string& name, const GatePlace& place) {
    if (place.when_compared != nullptr) place.when_compared();
    return RunOne(name, place);
  };
  ASSERT_THAT(GateRun(options_, seams_, stop_).Run(planned_), IsOk());
  EXPECT_THAT(coming, IsEmpty());
  kept_.clear();
  options_.jobs = 2;
  ASSERT_THAT(GateRun(options_, seams_, stop_).Run(planned_), IsOk());
  // Of three drills in two threads one at least is nobody's first.
  EXPECT_THAT(coming, Not(IsEmpty()));
  EXPECT_THAT(coming, Each(AnyOf("shop/b", "mill/c")));
}

}  // namespace
}  // namespace drill
