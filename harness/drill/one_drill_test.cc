#include "harness/drill/one_drill.h"

#include <optional>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/base/file.h"
#include "harness/drill/sample_shop.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

// A whole drill: its phases, its files, its verdict. Only the machine is not one of its own.
class OneDrillTest : public ::testing::Test {
 protected:
  absl::StatusOr<OneDrillResult> Run() {
    drill_.emplace(shop_.Prepare());
    OneDrill one;
    one.drill = &*drill_;
    one.hosts = std::shared_ptr<HostSource>(&shop_.hosts(), [](HostSource*) {});
    one.seed = &shop_.seed();
    one.options = &options_;
    one.stop = &stop_;
    one.run_directory = RunDirectory();
    one.id = "shop-gone-1";
    one.root = shop_.root();
    one.random_seed = 7;
    one.growth_rows = growth_rows_;
    one.when_compared = [this] { ++compared_; };
    ::testing::internal::CaptureStdout();
    absl::StatusOr<OneDrillResult> result = RunOneDrill(one);
    console_ = ::testing::internal::GetCapturedStdout();
    return result;
  }
  std::string RunDirectory() const { return absl::StrCat(shop_.root(), "/run"); }
  std::string File(const std::string& name) const {
    return ReadFile(absl::StrCat(RunDirectory(), "/", name)).value_or("");
  }

  SampleShop shop_;
  std::optional<PreparedDrill> drill_;
  DrillOptions options_;
  StopToken stop_;
  int64_t growth_rows_ = 0;
  // How often it was told that the next machine can boot.
  int compared_ = 0;
  std::string console_;
};

std::string Reasons(const Summary& summary) { return absl::StrJoin(summary.reasons(), "\n"); }

TEST_F(OneDrillTest, ARunbookThatWorksPasses) {
  const auto result = Run();
  ASSERT_THAT(result, IsOk());
  EXPECT_EQ(result->summary.outcome(), OUTCOME_PASSED) << console_;
  EXPECT_EQ(result->exit_code, 0);
  EXPECT_THAT(shop_.hosts().ids(), ElementsAre("shop-gone-1"));
  EXPECT_THAT(console_, HasSubstr("PASSED"));
  EXPECT_EQ(compared_, 1);
}

TEST_F(OneDrillTest, WritesEveryReport) {
  ASSERT_THAT(Run(), IsOk());
  for (const char* name : {"journal.jsonl", "report.json", "report.md", "report.html", "junit.xml"})
    EXPECT_THAT(File(name), HasSubstr("shop/gone")) << name;
  EXPECT_THAT(File("report.json"), HasSubstr("seed-of-the-shop"));
  EXPECT_THAT(File("report.json"), HasSubstr("gone.textproto --seed 7"));
}

TEST_F(OneDrillTest, ARunbookThatMendsNothingFails) {
  shop_.WriteProcedure("true");
  const auto result = Run();
  ASSERT_THAT(result, IsOk());
  EXPECT_EQ(result->summary.outcome(), OUTCOME_FAILED);
  EXPECT_EQ(result->exit_code, 1);
}

TEST_F(OneDrillTest, AnotherImageThanTheExpectedOneFails) {
  shop_.RunWeb("sha256:2");
  const auto result = Run();
  ASSERT_THAT(result, IsOk());
  EXPECT_EQ(result->summary.outcome(), OUTCOME_FAILED);
  EXPECT_THAT(Reasons(result->summary), HasSubstr("versions/web"));
}

TEST_F(OneDrillTest, AFaultThatDoesNotTakeHoldProvesNothing) {
  shop_.Write("scenarios/shop/gone.textproto", R"(
description: "The page is gone."
stack: "shop"
fault {
  summary: "Nobody removes the page."
  command { command: "true" }
  proof { name: "page_gone" command { command: "test ! -e DIR/page" } }
  within { nanos: 200000000 }
}
rollback { heading: "Page rollback" }
recovery { steady_state: "*" }
expected { data { not_checked: "no data" } target { runbook_row: "page only" } }
)");
  const auto result = Run();
  ASSERT_THAT(result, IsOk());
  EXPECT_EQ(result->summary.outcome(), OUTCOME_INCONCLUSIVE) << Reasons(result->summary);
  EXPECT_EQ(result->exit_code, 2);
  EXPECT_THAT(Reasons(result->summary), HasSubstr("not proved to have taken hold: page_gone"));
}

TEST_F(OneDrillTest, DataThatHasGrownIsInTheReport) {
  const std::string stack = absl::StrCat(shop_.root(), "/fixtures/shop/stack.textproto");
  shop_.Write(
      "fixtures/shop/stack.textproto",
      absl::StrCat(ReadFile(stack).value_or(""), "growth { command: 'echo $ROWS >DIR/rows' }\n"));
  growth_rows_ = 12'000;
  const auto result = Run();
  ASSERT_THAT(result, IsOk());
  EXPECT_EQ(result->summary.outcome(), OUTCOME_PASSED) << Reasons(result->summary);
  EXPECT_EQ(result->summary.growth().rows(), 12'000);
  EXPECT_FALSE(result->summary.growth().has_bytes());
  EXPECT_EQ(ReadFile(absl::StrCat(shop_.root(), "/rows")).value_or(""), "12000\n");
  // A healthy machine has fewer rows, and is another.
  EXPECT_THAT(File("report.json"), HasSubstr("12000 rows more than the healthy machines"));
}

TEST_F(OneDrillTest, AStackWhoseDataCannotGrowIsUnusableForIt) {
  growth_rows_ = 12'000;
  const auto result = Run();
  ASSERT_THAT(result, IsOk());
  EXPECT_EQ(result->exit_code, 65);
  EXPECT_THAT(Reasons(result->summary), HasSubstr("describe it under growth"));
}

TEST_F(OneDrillTest, AMachineThatDoesNotBootIsAnError) {
  shop_.hosts().set_boot(absl::UnavailableError("no engine"));
  const auto result = Run();
  ASSERT_THAT(result, IsOk());
  EXPECT_EQ(result->summary.outcome(), OUTCOME_ERROR);
  EXPECT_EQ(result->exit_code, 4);
  EXPECT_THAT(Reasons(result->summary), HasSubstr("no engine"));
}

TEST_F(OneDrillTest, WhatIsLeftOnTheMachineBelowIsTold) {
  shop_.hosts().set_changes_below({"swap: /dev/x is on"});
  const auto result = Run();
  ASSERT_THAT(result, IsOk());
  EXPECT_EQ(result->exit_code, 4);
  EXPECT_THAT(result->summary.residue(), Contains("swap: /dev/x is on"));
}

TEST_F(OneDrillTest, AControlWithoutFaultRunsNoProcedure) {
  options_.control = Control::kNoFault;
  const auto result = Run();
  ASSERT_THAT(result, IsOk());
  EXPECT_EQ(result->summary.outcome(), OUTCOME_PASSED) << Reasons(result->summary);
  EXPECT_THAT(File("journal.jsonl"), Not(HasSubstr("command_started")));
  EXPECT_THAT(File("report.json"), HasSubstr("--no-fault"));
}

TEST_F(OneDrillTest, AControlWithoutRollbackMustFail) {
  options_.control = Control::kNoRollback;
  const auto result = Run();
  ASSERT_THAT(result, IsOk());
  EXPECT_EQ(result->summary.outcome(), OUTCOME_FAILED);
  EXPECT_TRUE(result->summary.as_expected()) << Reasons(result->summary);
}

TEST_F(OneDrillTest, AKeptMachineStaysAndSaysHowToEnterIt) {
  options_.keep = true;
  ASSERT_THAT(Run(), IsOk());
  ASSERT_EQ(shop_.hosts().kept().size(), 1u);
  EXPECT_EQ(shop_.hosts().kept()[0].id, "shop-gone-1");
  EXPECT_EQ(shop_.hosts().kept()[0].drill, "shop/gone");
  EXPECT_THAT(console_, HasSubstr("tools/drill shell --kept "));
}

TEST_F(OneDrillTest, WhatACommandPrintsIsMaskedEverywhere) {
  shop_.WriteProcedure("touch DIR/page && echo 'DATABASE_URL=postgresql://u:hunter22x@db/x'");
  const auto result = Run();
  ASSERT_THAT(result, IsOk());
  const auto files = ListFiles(RunDirectory());
  ASSERT_THAT(files, IsOk());
  std::string outputs;
  for (const std::string& file : *files) {
    // The procedure itself is the document's text.
    if (absl::StrContains(file, "commands/")) outputs += File(file);
  }
  EXPECT_THAT(outputs, HasSubstr("DATABASE_URL"));
  EXPECT_THAT(outputs, Not(HasSubstr("hunter22x")));
}

}  // namespace
}  // namespace drill
