#include "harness/drill/inputs_digest.h"

#include <set>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/base/file.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

class InputsDigestTest : public testing::Test {
 protected:
  InputsDigestTest()
      : directory_(absl::StrCat(testing::TempDir(), "/",
                                testing::UnitTest::GetInstance()->current_test_info()->name())) {
    EXPECT_THAT(RemoveAll(directory_), IsOk());
    EXPECT_THAT(MakeDirectories(directory_ + "/over"), IsOk());
    EXPECT_THAT(WriteFile(directory_ + "/over/nginx.conf", "listen 80;"), IsOk());
  }

  PreparedDrill Drill() const {
    LoadedDrill loaded{LoadedScenario{"shop/a", "", directory_, "", {}, FieldLocations(""), {}},
                       LoadedStack{"shop", directory_, "", {}, FieldLocations(""), {}},
                       {}};
    loaded.scenario.scenario.set_stack("shop");
    loaded.scenario.scenario.set_overlay("over");
    loaded.stack.stack.set_baseline("1");
    PreparedDrill drill(std::move(loaded));
    drill.runbook_file = directory_ + "/ROLLBACK.md";
    Step& step = drill.plan.steps.emplace_back();
    step.text = step.run_text = "make back";
    step.line = 12;
    drill.target.set_limit_ms(30000);
    drill.endpoints.emplace_back().url = "http://localhost/health";
    drill.revisions.push_back({"s48", 3});
    drill.incident.issue = "Slow";
    return drill;
  }

  std::string Digest(const PreparedDrill& drill, const std::string& seed = "seed",
                     const std::string& harness = "harness") const {
    const auto digest = InputsDigest(drill, seed, harness);
    EXPECT_THAT(digest, IsOk());
    return digest.value_or("");
  }

  const std::string directory_;
};

TEST_F(InputsDigestTest, IsTheSameForTheSame) {
  EXPECT_EQ(Digest(Drill()), Digest(Drill()));
  EXPECT_EQ(Digest(Drill()).size(), 64u);
}

// Another procedure that grew, or a new paragraph: the same commands, further down.
TEST_F(InputsDigestTest, WhereSomethingStandsInTheDocumentMakesNoDifference) {
  PreparedDrill moved = Drill();
  moved.plan.steps[0].line = 40;
  moved.revisions[0].line = 50;
  moved.target.set_source("line 60 of the runbook");
  moved.document.path = "elsewhere.md";
  EXPECT_EQ(Digest(moved), Digest(Drill()));
}

TEST_F(InputsDigestTest, EachInputMakesADifference) {
  std::set<std::string> digests = {Digest(Drill()), Digest(Drill(), "another seed"),
                                   Digest(Drill(), "seed", "another harness")};
  const auto with = [&](auto change) {
    PreparedDrill drill = Drill();
    change(drill);
    digests.insert(Digest(drill));
  };
  with([](PreparedDrill& drill) { drill.loaded.scenario.scenario.set_seed(7); });
  with([](PreparedDrill& drill) { drill.loaded.stack.stack.set_baseline("2"); });
  with([](PreparedDrill& drill) { drill.plan.steps[0].text = "make it back"; });
  with([](PreparedDrill& drill) { drill.plan.steps[0].run_text = "make back TAG=1"; });
  with([](PreparedDrill& drill) { drill.plan.steps[0].tolerated = true; });
  with([](PreparedDrill& drill) { drill.plan.steps[0].finds_nothing = {1}; });
  with([](PreparedDrill& drill) { drill.plan.steps[0].given = absl::Seconds(5); });
  with(
      [](PreparedDrill& drill) { drill.plan.steps[0].output_rules.emplace_back().pattern = "ok"; });
  with([](PreparedDrill& drill) { drill.plan.steps.push_back(drill.plan.steps[0]); });
  with([](PreparedDrill& drill) { drill.plan.steps.clear(); });
  with([](PreparedDrill& drill) { drill.plan.lookups.push_back({"token", "<tag>", "git tag"}); });
  with([](PreparedDrill& drill) { drill.target.set_limit_ms(5000); });
  with([](PreparedDrill& drill) { drill.span_targets.push_back(drill.target); });
  with([](PreparedDrill& drill) { drill.endpoints[0].statuses = {204}; });
  with([](PreparedDrill& drill) { drill.endpoints[0].json = {{"status", "ok"}}; });
  with([](PreparedDrill& drill) { drill.revisions.push_back({"s49", 4}); });
  with([](PreparedDrill& drill) { drill.incident.issue = "Down"; });
  EXPECT_EQ(digests.size(), 20u);
}

TEST_F(InputsDigestTest, AFileThatIsLaidOverTheMachinesMakesADifference) {
  const std::string before = Digest(Drill());
  ASSERT_THAT(WriteFile(directory_ + "/over/nginx.conf", "listen 81;"), IsOk());
  EXPECT_NE(Digest(Drill()), before);
}

TEST_F(InputsDigestTest, WhatTheTeamSaysOfItsProgramsMakesADifference) {
  const std::string before = Digest(Drill());
  ASSERT_THAT(WriteFile(directory_ + "/programs.textproto", "programs { name: \"shopctl\" }"),
              IsOk());
  EXPECT_NE(Digest(Drill()), before);
}

TEST_F(InputsDigestTest, FilesThatAreNotThereAreAnError) {
  PreparedDrill drill = Drill();
  drill.loaded.scenario.scenario.set_overlay("no-such-tree");
  EXPECT_FALSE(InputsDigest(drill, "seed", "harness").ok());
}

}  // namespace
}  // namespace drill
