#include "harness/command/options.h"

#include "absl/time/time.h"
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
  EXPECT_EQ(options->drill.control, Control::kNoRollback);
}

TEST(OptionsTest, AHealthyMachineCanHaveTheProcedure) {
  const absl::StatusOr<Options> options =
      ParseOptions({"run", "aria/bad_migration", "--with-procedure", "--no-fault"});
  ASSERT_THAT(options.status(), IsOk());
  EXPECT_TRUE(options->drill.with_procedure);
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

TEST(OptionsTest, ReadsWhatGateTakes) {
  const absl::StatusOr<Options> options =
      ParseOptions({"gate", "scenarios/gate.textproto", "--jobs", "2", "--shard", "2/4", "--out",
                    "/tmp/x", "--history", "h.db"});
  ASSERT_THAT(options.status(), IsOk());
  EXPECT_THAT(options->arguments, ElementsAre("scenarios/gate.textproto"));
  EXPECT_EQ(options->jobs, 2);
  EXPECT_EQ(options->shard, "2/4");
  EXPECT_EQ(options->out, "/tmp/x");
  EXPECT_EQ(options->history, "h.db");
  EXPECT_FALSE(options->only_stale);
  const absl::StatusOr<Options> stale = ParseOptions({"gate", "--only-stale", "g.textproto"});
  ASSERT_THAT(stale.status(), IsOk());
  EXPECT_TRUE(stale->only_stale);
}

TEST(OptionsTest, ShardsOfAGateAreMergedByTheirDirectories) {
  const absl::StatusOr<Options> options =
      ParseOptions({"report", "--merge", "one", "two", "three", "--out", "all"});
  ASSERT_THAT(options.status(), IsOk());
  EXPECT_TRUE(options->merge);
  EXPECT_THAT(options->arguments, ElementsAre("one", "two", "three"));
}

TEST(OptionsTest, ARunHasShardsToo) {
  const absl::StatusOr<Options> options = ParseOptions({"run", "aria", "--shard", "1/3"});
  ASSERT_THAT(options.status(), IsOk());
  EXPECT_EQ(options->shard, "1/3");
}

TEST(OptionsTest, ReadsWhatAQuarterlyDrillTakes) {
  const absl::StatusOr<Options> options = ParseOptions(
      {"quarterly", "aria", "--blind", "--step", "--seed", "7", "--out", "q", "--history", "h.db"});
  ASSERT_THAT(options.status(), IsOk());
  EXPECT_EQ(options->command, "quarterly");
  EXPECT_THAT(options->arguments, ElementsAre("aria"));
  EXPECT_TRUE(options->blind);
  EXPECT_TRUE(options->step);
  EXPECT_FALSE(options->unattended);
  EXPECT_EQ(options->seed, 7u);
  EXPECT_EQ(options->out, "q");
  EXPECT_EQ(options->history, "h.db");
  const absl::StatusOr<Options> resumed = ParseOptions({"quarterly", "--resume", "q"});
  ASSERT_THAT(resumed.status(), IsOk());
  EXPECT_EQ(resumed->resume, "q");
  EXPECT_FALSE(resumed->end);
  const absl::StatusOr<Options> ended = ParseOptions({"quarterly", "--resume", "q", "--end"});
  ASSERT_THAT(ended.status(), IsOk());
  EXPECT_TRUE(ended->end);
}

TEST(OptionsTest, NobodyIsAskedInAnUnattendedDrill) {
  EXPECT_FALSE(ParseOptions({"quarterly", "aria", "--unattended", "--step"}).ok());
  EXPECT_FALSE(ParseOptions({"quarterly", "aria", "--unattended", "--led"}).ok());
  EXPECT_TRUE(ParseOptions({"quarterly", "aria", "--unattended", "--blind"}).ok());
  EXPECT_FALSE(ParseOptions({"quarterly", "aria", "--resume", "q"}).ok());
  EXPECT_FALSE(ParseOptions({"quarterly", "aria", "--end"}).ok());
  EXPECT_FALSE(ParseOptions({"quarterly", "--resume", "q", "--end", "--unattended"}).ok());
}

TEST(OptionsTest, ReadsWhatBenchTakes) {
  const absl::StatusOr<Options> options =
      ParseOptions({"bench", "aria/bad_migration", "--claim", "p99", "--repeat", "40", "--at-most",
                    "1h30m", "--compare", "old", "--distortion"});
  ASSERT_THAT(options.status(), IsOk());
  EXPECT_EQ(options->bench.percent, 99);
  EXPECT_EQ(options->bench.repeat, 40);
  EXPECT_EQ(options->bench.at_most, absl::Minutes(90));
  EXPECT_EQ(options->bench.compare, "old");
  EXPECT_TRUE(options->bench.distortion);
  // Of `run` alone.
  EXPECT_EQ(options->repeat, 1);
}

TEST(OptionsTest, BenchDecidesByItselfHowOften) {
  const absl::StatusOr<Options> options = ParseOptions({"bench", "a"});
  ASSERT_THAT(options.status(), IsOk());
  EXPECT_EQ(options->bench.percent, 95);
  EXPECT_EQ(options->bench.repeat, 0);
}

TEST(OptionsTest, SizesHaveUnits) {
  const absl::StatusOr<Options> options = ParseOptions(
      {"bench", "--rows", "10k,100K,1M,12", "aria/db_corruption", "--at-size", "50GB"});
  ASSERT_THAT(options.status(), IsOk());
  EXPECT_THAT(options->bench.rows, ElementsAre(10'000u, 100'000u, 1'000'000u, 12u));
  EXPECT_EQ(options->bench.at_size, 50'000'000'000u);
  EXPECT_THAT(options->arguments, ElementsAre("aria/db_corruption"));
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
        Wrong{{"mutate"}, "SCENARIO is required"},
        Wrong{{"mutate", "a", "--kinds", "dropped,moved"}, "moved not in {dropped,swapped,true}"},
        Wrong{{"mutate", "a", "--kinds", ""}, "not in {dropped,swapped,true}"},
        Wrong{{"mutate", "a", "--only", "0"}, "Value 0 not in range"},
        Wrong{{"mutate", "a", "--keep"}, "not expected"},
        Wrong{{"mutate", "a", "--resume", "runs", "--out", "runs"}, "excludes"},
        Wrong{{"mutate", "a", "--resume", "runs", "--seed", "7"}, "excludes"},
        Wrong{{"mutate", "a", "--repeat=2"}, "not expected: --repeat"},
        Wrong{{"mutate", "a", "--no-fault"}, "not expected"},
        Wrong{{"bench"}, "SCENARIO is required"},
        Wrong{{"bench", "a", "--jobs", "2"}, "not expected"},
        Wrong{{"bench", "a", "--claim", "p97"}, "p97 not in {p50,p90,p95,p99}"},
        Wrong{{"bench", "a", "--repeat", "0"}, "--repeat: Value 0 not in range"},
        Wrong{{"bench", "a", "--at-most", "30"}, "30 is no time such as 90s"},
        Wrong{{"bench", "a", "--at-most", "-1m"}, "-1m is no time"},
        Wrong{{"bench", "a", "--rows", "10k"}, "one size shows no growth"},
        Wrong{{"bench", "a", "--rows", "10k,10000"}, "stands there twice"},
        Wrong{{"bench", "a", "--rows", "10k,0"}, "Value 0 not in range"},
        Wrong{{"bench", "a", "--rows", "10k,1x"}, "unit not recognized"},
        Wrong{{"bench", "a", "--at-size", "50GB"}, "--at-size requires --rows"},
        Wrong{{"bench", "a", "--rows", "1k,2k", "--compare", "x"}, "excludes"},
        Wrong{{"bench", "a", "--rows", "1k,2k", "--distortion"}, "excludes"},
        Wrong{{"run", "a", "--claim", "p95"}, "not expected"}, Wrong{{"gate"}, "GATE is required"},
        Wrong{{"gate", "a", "b"}, "one gate file"},
        Wrong{{"gate", "a", "--shard", "5/4"}, "5/4 is no shard; write I/N"},
        Wrong{{"gate", "a", "--shard", "1/2", "--only-stale"}, "excludes"},
        Wrong{{"gate", "--merge", "a"}, "not expected: --merge"},
        Wrong{{"report", "a", "--out", "b"}, "requires"},
        Wrong{{"gate", "a", "--repeat", "2"}, "not expected"},
        Wrong{{"mutate", "a", "--shard=1/2"}, "not expected: --shard"},
        Wrong{{"run", "a", "--shard", "two"}, "two is no shard"}));

}  // namespace
}  // namespace drill
