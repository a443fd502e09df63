#include "harness/command/drill_shell.h"

#include <optional>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/base/file.h"
#include "harness/drill/sample_shop.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

using ::testing::HasSubstr;

class DrillShellTest : public ::testing::Test {
 protected:
  absl::StatusOr<int> Run(const std::string& at, const std::string& command) {
    drill_.emplace(shop_.Prepare());
    DrillShell shell;
    shell.system.drill = &*drill_;
    shell.system.hosts = &shop_.hosts();
    shell.system.seed = &shop_.seed();
    shell.at = at;
    shell.command = {"bash", "-c", command};
    shell.system.id = "shell-1";
    shell.system.run_directory = absl::StrCat(shop_.root(), "/shell");
    shell.system.stop = &stop_;
    ::testing::internal::CaptureStderr();
    absl::StatusOr<int> code = RunShell(shell);
    said_ = ::testing::internal::GetCapturedStderr();
    return code;
  }
  // Exit code 0 where the page is there, 7 where it is not.
  std::string LookForPage() const {
    return absl::StrCat("test -e ", shop_.root(), "/page || exit 7");
  }

  SampleShop shop_;
  std::optional<PreparedDrill> drill_;
  StopToken stop_;
  std::string said_;
};

TEST_F(DrillShellTest, TheHealthyMachineHasThePage) {
  EXPECT_THAT(Run("baseline", LookForPage()), IsOkAndHolds(0));
}

TEST_F(DrillShellTest, TheBrokenMachineHasNot) {
  EXPECT_THAT(Run("broken", LookForPage()), IsOkAndHolds(7));
}

TEST_F(DrillShellTest, TheProcedureBringsItBack) {
  EXPECT_THAT(Run("rolled-back", LookForPage()), IsOkAndHolds(0));
}

TEST_F(DrillShellTest, AMachineThatDoesNotBootIsAMachinesError) {
  shop_.hosts().set_boot(absl::UnavailableError("no engine"));
  EXPECT_THAT(Run("baseline", "true"), IsOkAndHolds(4));
  EXPECT_THAT(said_, HasSubstr("no engine"));
}

TEST_F(DrillShellTest, WhatIsLeftIsTold) {
  shop_.hosts().set_changes_below({"swap: /dev/x is on"});
  EXPECT_THAT(Run("baseline", "true"), IsOkAndHolds(0));
  EXPECT_THAT(said_, HasSubstr("left on this machine: swap: /dev/x is on"));
}

}  // namespace
}  // namespace drill
