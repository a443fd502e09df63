#include "harness/twin/process_standing.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace drill {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Pair;

// What is kept of a process whose soft limit of open files, processors and OOM score these are.
std::string Kept(int pid, const std::string& files, const std::string& processors,
                 const std::string& oom_score) {
  const std::string directory = absl::StrCat("/proc/", pid, "/");
  return absl::StrCat(directory,
                      "limits:Max processes             unlimited            unlimited            "
                      "processes \n",
                      directory, "limits:Max open files            ", files,
                      "                 1048576              files     \n", directory,
                      "status:Cpus_allowed_list:\t", processors, "\n", directory,
                      "oom_score_adj:", oom_score, "\n");
}

std::string First() { return Kept(1, "1048576", "0-1", "0"); }

TEST(ProcessStandingTest, AsTheFirstProcessIsNothing) {
  auto standings = StandingsOf(First() + Kept(12, "1048576", "0-1", "0"), "  1 0 TS\n 12 0 TS\n");
  EXPECT_THAT(standings.at(12), IsEmpty());
}

TEST(ProcessStandingTest, WhateverIsOtherwiseIsTold) {
  auto standings = StandingsOf(First() + Kept(12, "128", "1", "900"), "  1   0  TS\n 12  19  TS\n");
  EXPECT_THAT(standings.at(12),
              ElementsAre(Pair("OOM score", "900"), Pair("limits", "open files 128"),
                          Pair("priority", "nice 19, class TS"), Pair("processors", "1")));
}

TEST(ProcessStandingTest, AHarnessThatIsNicedItselfMakesNoDifference) {
  auto standings = StandingsOf(
      Kept(1, "1024", "0", "500") + Kept(12, "1024", "0", "500") + Kept(13, "1024", "0", "0"),
      "1 10 TS\n12 10 TS\n13 10 TS\n");
  EXPECT_THAT(standings.at(12), IsEmpty());
  EXPECT_THAT(standings.at(13), IsEmpty()) << "what the engine gives a container";
}

TEST(ProcessStandingTest, WithoutTheFirstProcessThereIsNothingToCompareWith) {
  EXPECT_THAT(StandingsOf(Kept(12, "128", "1", "900"), ""), IsEmpty());
  EXPECT_THAT(StandingsOf("", ""), IsEmpty());
}

TEST(ProcessStandingTest, WhatIsCutOffIsLeftOut) {
  auto standings =
      StandingsOf(First() + "/proc/12/limits:Max open files\n/proc/x/limits:\n/proc", "12\n");
  EXPECT_THAT(standings.at(12), IsEmpty());
}

}  // namespace
}  // namespace drill
