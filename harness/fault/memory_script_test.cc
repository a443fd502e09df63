// The functions of the memory fault, on trees that look like the control groups of each version.
#include "harness/fault/memory_script.h"

#include <unistd.h>

#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/base/file.h"
#include "harness/base/subprocess.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

class MemoryScriptTest : public ::testing::Test {
 protected:
  void TearDown() override { EXPECT_THAT(RemoveAll(root_), IsOk()); }

  void Write(const std::string& path, const std::string& content) {
    const std::string file = absl::StrCat(root_, "/", path);
    ASSERT_THAT(MakeDirectories(file.substr(0, file.rfind('/'))), IsOk());
    ASSERT_THAT(WriteFile(file, content), IsOk());
  }

  // What the command prints, with the test's directory taken out.
  std::string Say(const std::string& command) {
    SubprocessOptions options;
    options.env = {{"DRILL_CGROUPS", root_ + "/cgroup"}, {"DRILL_PROC", root_ + "/proc"}};
    const auto result =
        RunSubprocess({"bash", "-c", absl::StrCat(kMemoryFunctions, command)}, options);
    if (!result.ok()) return std::string(result.status().message());
    std::string said(absl::StripSuffix(result->stdout_content, "\n"));
    const size_t at = said.find(root_);
    if (at != std::string::npos) said.erase(at, root_.size());
    return said;
  }

  void MakeVersion1(const std::string& cgroups_of_7) {
    Write("proc/7/cgroup", cgroups_of_7);
    Write("cgroup/memory/memory.limit_in_bytes", "1000\n");
    Write("cgroup/memory/c/memory.limit_in_bytes", "500\n");
    Write("cgroup/memory/c/memory.usage_in_bytes", "400\n");
    Write("cgroup/memory/c/memory.oom_control", "oom_kill_disable 0\nunder_oom 0\noom_kill 3\n");
    Write("cgroup/memory/c/memory.stat",
          "cache 90\ninactive_file 1\ntotal_inactive_file 30\ntotal_active_file 20\n");
  }

  const std::string root_ = absl::StrCat(::testing::TempDir(), "/memory-script-", getpid());
};

TEST_F(MemoryScriptTest, Version1) {
  MakeVersion1("9:pids:/c\n4:memory:/c\n1:name=systemd:/\n");
  EXPECT_EQ(Say("memory_group 7"), "/cgroup/memory/c");
  EXPECT_EQ(Say("kills $(memory_group 7)"), "3");
  EXPECT_EQ(Say("available $(memory_group 7)"), "150");
  EXPECT_EQ(Say("host_group"), "/cgroup/memory");
  EXPECT_EQ(Say("limit_file $(host_group)"), "/cgroup/memory/memory.limit_in_bytes");
}

TEST_F(MemoryScriptTest, Version1BesideVersion2) {
  MakeVersion1("4:cpu,memory:/c\n0::/elsewhere\n");
  EXPECT_EQ(Say("memory_group 7"), "/cgroup/memory/c");
  EXPECT_EQ(Say("host_group"), "/cgroup/memory");
}

TEST_F(MemoryScriptTest, Version2) {
  Write("proc/7/cgroup", "0::/c\n");
  Write("cgroup/memory.max", "max\n");
  Write("cgroup/c/memory.max", "500\n");
  Write("cgroup/c/memory.current", "400\n");
  Write("cgroup/c/memory.events", "low 0\noom 9\noom_kill 4\noom_group_kill 0\n");
  Write("cgroup/c/memory.stat", "anon 5\ninactive_file 7\nactive_file 3\n");
  EXPECT_EQ(Say("memory_group 7"), "/cgroup/c");
  EXPECT_EQ(Say("kills $(memory_group 7)"), "4");
  EXPECT_EQ(Say("available $(memory_group 7)"), "110");
  EXPECT_EQ(Say("host_group"), "/cgroup");
  EXPECT_EQ(Say("limit_file $(host_group)"), "/cgroup/memory.max");
}

TEST_F(MemoryScriptTest, AProcessWithoutAMemoryGroupHasNone) {
  Write("proc/7/cgroup", "1:name=systemd:/\n0::/c\n");
  EXPECT_EQ(Say("memory_group 7 || echo none"), "none");
}

TEST_F(MemoryScriptTest, FindsTheLargestProcess) {
  Write("cgroup/c/cgroup.procs", "7\n8\n9\n");
  Write("proc/7/status", "Name:\ta\nVmRSS:\t     900 kB\n");
  Write("proc/8/status", "Name:\tb\nVmRSS:\t   10000 kB\n");
  EXPECT_EQ(Say("largest \"$cgroups/c\""), "8");
}

TEST_F(MemoryScriptTest, CountsTheMachinesKills) {
  Write("proc/vmstat", "pgpgin 5\noom_kill 12\nthp 0\n");
  EXPECT_EQ(Say("machine_kills"), "12");
}

// Without a group to watch, the script takes the kernel's kill for counted already, so that the
// burst ends at once.
TEST_F(MemoryScriptTest, TheBurstEndsWithTheFirstKill) {
  MakeVersion1("4:memory:/c\n");
  SubprocessOptions options;
  options.timeout = absl::Seconds(30);
  const auto result = RunSubprocess(
      {"perl", "-e", kMemoryHog, root_ + "/cgroup/memory/c", "0", "0", "burst", "0", "2"}, options);
  ASSERT_THAT(result, IsOk());
  EXPECT_TRUE(result->succeeded()) << result->stderr_content;
}

// The kernel may take the process that holds the memory; the memory must not be free then.
TEST_F(MemoryScriptTest, AnotherOneTakesTheMemoryOfOneThatWasKilled) {
  MakeVersion1("4:memory:/c\n");
  const std::string script = R"(
perl -e "$1" "$2" 0 0 hold 500 0 "$2" & parent=$!
await_child() { # OTHER: a child that is not that one
  local child
  until child=$(pgrep -P $parent) && [ "$child" != "$1" ]; do sleep 0.01; done
  echo $child
}
first=$(await_child none)
kill -KILL $first
second=$(await_child $first)
kill -0 $parent && echo goes on
kill -KILL $parent $second
)";
  SubprocessOptions options;
  options.timeout = absl::Seconds(30);
  const auto result = RunSubprocess(
      {"bash", "-c", script, "test", kMemoryHog, root_ + "/cgroup/memory/c"}, options);
  ASSERT_THAT(result, IsOk());
  EXPECT_EQ(result->stdout_content, "goes on\n") << result->stderr_content;
}

}  // namespace
}  // namespace drill
