#include "harness/drill/options.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

TEST(OptionsTest, ReadsARunWithItsOptionsInAnyOrder) {
  const absl::StatusOr<Options> options =
      ParseOptions({"run", "aria/bad_migration", "--repeat", "3", "--no-rollback", "--out=/tmp/x",
                    "--seed", "7"});
  ASSERT_THAT(options.status(), IsOk());
  EXPECT_EQ(options->command, "run");
  EXPECT_THAT(options->arguments, ElementsAre("aria/bad_migration"));
  EXPECT_EQ(options->repeat, 3);
  EXPECT_EQ(options->out, "/tmp/x");
  EXPECT_EQ(options->seed, 7u);
  EXPECT_EQ(options->control, Control::kNoRollback);
}

TEST(OptionsTest, AHealthyMachineCanHaveTheProcedure) {
  const absl::StatusOr<Options> options =
      ParseOptions({"run", "aria/bad_migration", "--with-procedure", "--no-fault"});
  ASSERT_THAT(options.status(), IsOk());
  EXPECT_TRUE(options->with_procedure);
}

TEST(OptionsTest, LeavesTheShellsCommandAlone) {
  const absl::StatusOr<Options> options = ParseOptions(
      {"shell", "aria/bad_migration", "--at", "broken", "--", "curl", "-m", "3", "--out"});
  ASSERT_THAT(options.status(), IsOk());
  EXPECT_EQ(options->at, "broken");
  EXPECT_THAT(options->shell_command, ElementsAre("curl", "-m", "3", "--out"));
}

TEST(OptionsTest, ReadsWhatMutateTakes) {
  const absl::StatusOr<Options> options =
      ParseOptions({"mutate", "aria/bad_migration", "--kinds", "dropped,true", "--only", "3",
                    "--jobs", "2", "--require-all-killed"});
  ASSERT_THAT(options.status(), IsOk());
  EXPECT_THAT(options->kinds, ElementsAre("dropped", "true"));
  EXPECT_EQ(options->only, 3);
  EXPECT_EQ(options->jobs, 2);
  EXPECT_TRUE(options->require_all_killed);
  EXPECT_THAT(ParseOptions({"mutate", "a", "--list"}).status(), IsOk());
}

TEST(OptionsTest, AListOfKindsEndsWithItsWord) {
  const absl::StatusOr<Options> options = ParseOptions({"mutate", "--kinds", "dropped,true", "a"});
  ASSERT_THAT(options.status(), IsOk());
  EXPECT_THAT(options->kinds, ElementsAre("dropped", "true"));
  EXPECT_THAT(options->arguments, ElementsAre("a"));
}

TEST(OptionsTest, HelpNeedsNoCommand) {
  const absl::StatusOr<Options> options = ParseOptions({"--help"});
  ASSERT_THAT(options.status(), IsOk());
  EXPECT_EQ(options->command, "help");
}

struct Wrong {
  std::vector<std::string> arguments;
  std::string message;
};

class WrongUsageTest : public testing::TestWithParam<Wrong> {};

TEST_P(WrongUsageTest, IsNamedAndPointsToTheHelp) {
  const absl::Status status = ParseOptions(GetParam().arguments).status();
  EXPECT_THAT(status, StatusIs(absl::StatusCode::kInvalidArgument));
  EXPECT_THAT(std::string(status.message()), HasSubstr(GetParam().message));
  EXPECT_THAT(std::string(status.message()), HasSubstr("--help"));
}

INSTANTIATE_TEST_SUITE_P(
    All, WrongUsageTest,
    testing::Values(
        Wrong{{}, "What is to be done?"}, Wrong{{"fly"}, "'fly' is no command. Commands: run"},
        Wrong{{"run"}, "SCENARIO is required. `tools/drill list` shows scenarios"},
        Wrong{{"validate"}, "FILE is required"}, Wrong{{"procedures"}, "FILE is required"},
        Wrong{{"procedures", "a.md", "b.md"}, "At Most 1"},
        Wrong{{"procedures", "a.md", "--format", "xml"}, "xml not in {text,json}"},
        Wrong{{"list", "--format", "json"}, "not expected"},
        Wrong{{"run", "a", "--repeat", "0"}, "--repeat: Value 0 not in range"},
        Wrong{{"run", "a", "--jobs", "x"}, "--jobs: Value x"},
        Wrong{{"run", "a", "--jobs", "1001"}, "Value 1001 not in range"},
        Wrong{{"run", "a", "--seed", "x"}, "--seed: x is no number from 0 up"},
        Wrong{{"run", "a", "--seed", "-1"}, "-1 is no number"},
        Wrong{{"run", "a", "--wat"}, "not expected: --wat"},
        Wrong{{"run", "a", "--out"}, "--out: 1 required"},
        Wrong{{"run", "a", "--out", "x", "--out", "y"}, "--out: At Most 1"},
        Wrong{{"run", "a", "--no-fault", "--no-rollback"}, "--no-rollback excludes --no-fault"},
        Wrong{{"run", "a", "--with-procedure"}, "--with-procedure requires --no-fault"},
        Wrong{{"run", "a", "--covered"}, "not expected: --covered"},
        Wrong{{"run", "a", "--", "b"}, "Only 'shell' takes a command after --"},
        Wrong{{"run", "--kept", "x"}, "not expected: --kept"},
        Wrong{{"run", "a", "--only", "1"}, "not expected"},
        Wrong{{"run", "a", "--kinds", "true"}, "not expected"},
        Wrong{{"run", "a", "--require-all-killed"}, "not expected"},
        Wrong{{"run", "a", "--list"}, "not expected"}, Wrong{{"list", "--list"}, "not expected"},
        Wrong{{"clean", "x", "y"}, "At Most 1"}, Wrong{{"clean", "x", "--list"}, "excludes"},
        Wrong{{"doctor", "x"}, "not expected: x"}, Wrong{{"shell", "--kept"}, "is required"},
        Wrong{{"shell", "a", "--at", "noon"}, "noon not in {prepare,baseline,broken,rolled-back}"},
        Wrong{{"mutate"}, "SCENARIO is required"}, Wrong{{"mutate", "a", "b"}, "At Most 1"},
        Wrong{{"mutate", "a", "--kinds", "dropped,moved"}, "moved not in {dropped,swapped,true}"},
        Wrong{{"mutate", "a", "--kinds", ""}, "not in {dropped,swapped,true}"},
        Wrong{{"mutate", "a", "--only", "0"}, "Value 0 not in range"},
        Wrong{{"mutate", "a", "--keep"}, "not expected"},
        Wrong{{"mutate", "a", "--repeat=2"}, "not expected: --repeat"},
        Wrong{{"mutate", "a", "--no-fault"}, "not expected"}));

}  // namespace
}  // namespace drill
