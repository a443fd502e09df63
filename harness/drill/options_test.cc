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
        Wrong{{}, "What is to be done?"}, Wrong{{"fly"}, "'fly' is no command"},
        Wrong{{"run"}, "needs at least one scenario"},
        Wrong{{"procedures", "a.md", "--format", "xml"}, "text or json"},
        Wrong{{"list", "--format", "json"}, "belongs to 'procedures'"},
        Wrong{{"run", "a", "--repeat", "0"}, "1 to 1000"},
        Wrong{{"run", "a", "--jobs", "x"}, "--jobs"}, Wrong{{"run", "a", "--seed", "x"}, "--seed"},
        Wrong{{"run", "a", "--wat"}, "unknown"}, Wrong{{"run", "a", "--out"}, "lacks its value"},
        Wrong{{"run", "a", "--no-fault", "--no-rollback"}, "two different controls"},
        Wrong{{"run", "a", "--with-procedure"}, "belongs to --no-fault"},
        Wrong{{"run", "a", "--covered"}, "belongs to 'list'"},
        Wrong{{"procedures"}, "one Markdown file"}, Wrong{{"clean", "x", "y"}, "one kept host"},
        Wrong{{"shell", "--kept"}, "clean --list"}, Wrong{{"run", "--kept", "x"}, "--kept belongs"},
        Wrong{{"mutate"}, "one scenario"}, Wrong{{"mutate", "a", "b"}, "one scenario"},
        Wrong{{"mutate", "a", "--kinds", "dropped,moved"}, "dropped, swapped and true"},
        Wrong{{"mutate", "a", "--kinds", ""}, "dropped, swapped and true"},
        Wrong{{"mutate", "a", "--only", "0"}, "1 to 1000"},
        Wrong{{"mutate", "a", "--keep"}, "neither --repeat nor --keep"},
        Wrong{{"mutate", "a", "--repeat", "2"}, "neither --repeat nor --keep"},
        Wrong{{"mutate", "a", "--no-fault"}, "no control"},
        Wrong{{"run", "a", "--only", "1"}, "belong to 'mutate'"},
        Wrong{{"run", "a", "--kinds", "true"}, "belong to 'mutate'"},
        Wrong{{"run", "a", "--require-all-killed"}, "belong to 'mutate'"},
        Wrong{{"run", "a", "--list"}, "--list belongs"},
        Wrong{{"list", "--list"}, "--list belongs"}, Wrong{{"doctor", "x"}, "takes no arguments"},
        Wrong{{"shell", "a", "--at", "noon"}, "baseline, broken or rolled-back"}));

}  // namespace
}  // namespace drill
