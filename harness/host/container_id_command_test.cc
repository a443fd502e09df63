#include "harness/host/container_id_command.h"

#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"
#include "harness/base/subprocess.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

// What a shell makes of the command where `docker` prints its words, a line each.
std::string Words(const std::string& command) {
  const absl::StatusOr<SubprocessResult> result = RunSubprocess(
      {"bash", "-c",
       absl::StrCat("docker() { printf '<%s>' \"$@\"; echo; echo another; }; ", command)},
      {});
  EXPECT_THAT(result, IsOk());
  return result.ok() ? result->stdout_content : "";
}

TEST(ContainerIdCommandTest, FiltersByProjectAndServiceAndTakesOne) {
  EXPECT_EQ(Words(ContainerIdCommand({"app"}, "db")),
            "<ps><-q><--no-trunc><--filter><label=com.docker.compose.oneoff=False>"
            "<--filter><label=com.docker.compose.project=app>"
            "<--filter><label=com.docker.compose.service=db>\n");
}

// The projects that are asked for, in their order.
std::string Projects(const std::vector<std::string>& projects, const std::string& service) {
  const absl::StatusOr<SubprocessResult> result = RunSubprocess(
      {"bash", "-c",
       absl::StrCat("docker() { echo \"$7 $9\" | sed 's/label=com.docker.compose.//g' >&2; }; ",
                    ContainerIdCommand(projects, service))},
      {});
  EXPECT_THAT(result, IsOk());
  return result.ok() ? result->stderr_content : "";
}

TEST(ContainerIdCommandTest, AsksEachProjectThatTheNameFits) {
  EXPECT_EQ(Projects({"api", "shop"}, "db"), "project=api service=db\nproject=shop service=db\n");
  EXPECT_EQ(Projects({"api", "shop"}, "shop/db"), "project=shop service=db\n");
  EXPECT_EQ(Projects({"api", "shop"}, "other/db"), "");
  EXPECT_EQ(Projects({}, "db"), "");
}

TEST(ContainerIdCommandTest, FailsWhenTheEngineDoes) {
  const absl::StatusOr<SubprocessResult> result = RunSubprocess(
      {"bash", "-c", absl::StrCat("docker() { return 7; }; ", ContainerIdCommand({"app"}, "db"))},
      {});
  ASSERT_THAT(result, IsOk());
  EXPECT_EQ(result->exit_code, 7);
}

TEST(ContainerIdCommandTest, NoNameEndsTheCommand) {
  EXPECT_EQ(Words(ContainerIdCommand({"app'; echo a"}, "$(echo b)")),
            "<ps><-q><--no-trunc><--filter><label=com.docker.compose.oneoff=False>"
            "<--filter><label=com.docker.compose.project=app'; echo a>"
            "<--filter><label=com.docker.compose.service=$(echo b)>\n");
}

}  // namespace
}  // namespace drill
