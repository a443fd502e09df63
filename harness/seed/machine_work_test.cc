#include "harness/seed/machine_work.h"

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/base/file.h"
#include "harness/seed/fake_machine.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

class MachineWorkTest : public ::testing::Test {
 protected:
  void SetUp() override {
    directory_ = absl::StrCat(::testing::TempDir(), "/",
                              ::testing::UnitTest::GetInstance()->current_test_info()->name());
    ASSERT_THAT(RemoveAll(directory_), IsOk());
    ASSERT_THAT(MakeDirectories(directory_), IsOk());
  }

  MachineWork Work() {
    MachineWork::Options options;
    options.progress = [this](absl::string_view line) { said_.emplace_back(line); };
    options.log_directory = directory_;
    options.stop = &stop_;
    return MachineWork(&machine_, options);
  }

  std::string directory_;
  FakeMachine machine_{"/nowhere"};
  StopToken stop_;
  std::vector<std::string> said_;
};

TEST_F(MachineWorkTest, SaysWhatItDoesAndKeepsTheOutput) {
  machine_.answer = [](const std::string&) { return Answer(0, "deployed\n"); };
  MachineWork work = Work();
  ASSERT_THAT(work.Run("deploy 1.0", "./deploy.sh 1.0", "/opt", absl::Minutes(1)), IsOk());
  EXPECT_THAT(machine_.lines(), ElementsAre("bash -c ./deploy.sh 1.0"));
  EXPECT_THAT(said_, ElementsAre("deploy 1.0", StartsWith("deploy 1.0: done in ")));
  EXPECT_THAT(ReadFile(directory_ + "/01-deploy-1.0.log"), IsOkAndHolds("deployed\n"));
  ASSERT_EQ(work.steps().size(), 1u);
  EXPECT_EQ(work.steps()[0].name(), "deploy 1.0");
}

TEST_F(MachineWorkTest, AFailureTellsTheEndOfTheOutputAndItsFile) {
  std::string output;
  for (int i = 1; i <= 100; ++i) absl::StrAppend(&output, "line ", i, "\n");
  machine_.answer = [&](const std::string&) { return Answer(3, output); };
  MachineWork work = Work();
  EXPECT_THAT(work.Run("deploy", "./deploy.sh", "/", absl::Minutes(1)),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       AllOf(HasSubstr("deploy: `./deploy.sh` exited with 3"),
                             HasSubstr("line 100"), Not(HasSubstr("line 50\n")),
                             HasSubstr("01-deploy.log"), Not(HasSubstr("nothing to say")))));
}

TEST_F(MachineWorkTest, ATimeoutIsAFailure) {
  machine_.answer = [](const std::string&) {
    SubprocessResult result = Answer(0);
    result.timed_out = true;
    return result;
  };
  MachineWork work = Work();
  EXPECT_THAT(work.Run("deploy", "./deploy.sh", "/", absl::Minutes(1)),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("did not end within")));
}

TEST_F(MachineWorkTest, AStopIsNoFailureOfTheCommand) {
  stop_.RequestStop();
  machine_.answer = [](const std::string&) { return Answer(143); };
  MachineWork work = Work();
  EXPECT_THAT(work.Run("deploy", "./deploy.sh", "/", absl::Minutes(1)),
              StatusIs(absl::StatusCode::kCancelled));
}

}  // namespace
}  // namespace drill
