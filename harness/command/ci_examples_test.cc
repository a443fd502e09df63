// The pipelines in docs/ci and the action in action.yml: what they call is a command line of
// tools/drill, what they upload is what a gate writes, and their parts fit together.
#include <yaml-cpp/yaml.h>

#include <set>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/base/file.h"
#include "harness/base/regex.h"
#include "harness/command/options.h"
#include "harness/testing/status_matchers.h"
#include "re2/re2.h"

namespace drill {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr char kGitHub[] = "docs/ci/github-actions.yml";
constexpr char kGitLab[] = "docs/ci/gitlab-ci.yml";
constexpr char kAction[] = "action.yml";

std::string Text(const YAML::Node& node) { return node.as<std::string>(); }

// The command lines of tools/drill in a script, with a value for each variable, as words behind the
// program's name.
std::vector<std::vector<std::string>> DrillCommands(const std::string& script) {
  const std::string filled =
      absl::StrReplaceAll(script, {{"${{ matrix.shard }}", "1"},
                                   {"$CI_NODE_INDEX", "1"},
                                   {"$CI_NODE_TOTAL", "2"},
                                   {"$DRILL_HISTORY", "postgresql://drill@db/history"},
                                   {"$GATE", "gate.textproto"},
                                   {"$SHARD", "1/1"},
                                   {"$JOBS", "1"},
                                   {"$OUT", "gate"},
                                   {"\"", ""}});
  std::vector<std::vector<std::string>> commands;
  for (const auto line : absl::StrSplit(filled, '\n')) {
    std::vector<std::string> words = absl::StrSplit(line, ' ', absl::SkipWhitespace());
    if (words.empty() || !RE2::FullMatch(words[0], ".*tools/drill")) continue;
    words.erase(words.begin());
    commands.push_back(words);
  }
  return commands;
}

std::vector<std::string> ScriptsOf(const std::string& file) {
  const YAML::Node root = YAML::LoadFile(file);
  std::vector<std::string> scripts;
  const auto steps = [&](const YAML::Node& list) {
    for (const YAML::Node& step : list)
      if (step["run"].IsDefined()) scripts.push_back(Text(step["run"]));
  };
  if (root["runs"].IsDefined()) steps(root["runs"]["steps"]);
  for (const auto& job : root["jobs"]) steps(job.second["steps"]);
  if (file != kGitLab) return scripts;
  for (const auto& job : root) {
    if (!job.second.IsMap()) continue;
    for (const YAML::Node& line : job.second["script"]) scripts.push_back(Text(line));
  }
  return scripts;
}

class CiExampleTest : public ::testing::TestWithParam<const char*> {};

TEST_P(CiExampleTest, CallsTheProgramAsItTakesIt) {
  int commands = 0;
  for (const std::string& script : ScriptsOf(GetParam())) {
    EXPECT_THAT(script, Not(HasSubstr("inputs."))) << "an input may hold commands";
    for (const std::vector<std::string>& words : DrillCommands(script)) {
      ++commands;
      const absl::StatusOr<Options> options = ParseOptions(words);
      ASSERT_THAT(options, IsOk()) << script;
      EXPECT_EQ(options->command, options->merge ? "report" : "gate");
      EXPECT_NE(options->out, "") << "what is uploaded needs a place: " << script;
      for (const std::string& word : words) EXPECT_THAT(word, Not(HasSubstr("$"))) << script;
    }
  }
  EXPECT_GT(commands, 0);
}

INSTANTIATE_TEST_SUITE_P(All, CiExampleTest, ::testing::Values(kGitHub, kGitLab, kAction));

TEST(CiExamplesTest, TheGateFileIsThere) {
  EXPECT_THAT(ReadFile("scenarios/gate.textproto").status(), IsOk());
  for (const char* file : {kGitHub, kGitLab})
    EXPECT_THAT(ScriptsOf(file), Contains(HasSubstr("scenarios/gate.textproto"))) << file;
}

TEST(CiExamplesTest, GitHubsJobsFitTogether) {
  const YAML::Node root = YAML::LoadFile(kGitHub);
  ASSERT_TRUE(root["on"].IsDefined());
  for (const auto& job : root["jobs"]) {
    ASSERT_TRUE(job.second["runs-on"].IsDefined());
    const YAML::Node needs = job.second["needs"];
    EXPECT_TRUE(!needs.IsDefined() || root["jobs"][Text(needs)].IsDefined());
    for (const YAML::Node& step : job.second["steps"]) {
      EXPECT_NE(step["run"].IsDefined(), step["uses"].IsDefined());
      if (step["uses"].IsDefined()) EXPECT_THAT(Text(step["uses"]), HasSubstr("@"));
    }
  }
  // Every shard of the matrix is one of so many, and is merged.
  const std::string scripts = absl::StrJoin(ScriptsOf(kGitHub), "\n");
  const YAML::Node shards = root["jobs"]["drill"]["strategy"]["matrix"]["shard"];
  EXPECT_THAT(scripts, HasSubstr(absl::StrCat("--shard ${{ matrix.shard }}/", shards.size())));
  for (const YAML::Node& shard : shards)
    EXPECT_THAT(scripts, HasSubstr(absl::StrCat("gate-shard-", Text(shard))));
}

TEST(CiExamplesTest, GitLabsJobsFitTogether) {
  const YAML::Node root = YAML::LoadFile(kGitLab);
  std::set<std::string> stages;
  for (const YAML::Node& stage : root["stages"]) stages.insert(Text(stage));
  for (const auto& job : root) {
    if (!job.second.IsMap()) continue;
    EXPECT_EQ(stages.count(Text(job.second["stage"])), 1u) << Text(job.first);
  }
  const YAML::Node reports = root["rollback gate"]["artifacts"]["reports"];
  EXPECT_EQ(Text(reports["junit"]), "gate/junit.xml");
  EXPECT_EQ(Text(reports["codequality"]), "gate/code-quality.json");
  const int shards = root["rollback drill"]["parallel"].as<int>();
  const std::string scripts = absl::StrJoin(ScriptsOf(kGitLab), "\n");
  for (int shard = 1; shard <= shards; ++shard)
    EXPECT_THAT(scripts, HasSubstr(absl::StrCat("gate-shard-", shard)));
}

TEST(CiExamplesTest, TheActionUsesEachOfItsInputsAndNoOther) {
  const YAML::Node root = YAML::LoadFile(kAction);
  EXPECT_EQ(Text(root["runs"]["using"]), "composite");
  std::set<std::string> declared;
  for (const auto& input : root["inputs"]) {
    declared.insert(Text(input.first));
    EXPECT_TRUE(input.second["description"].IsDefined()) << Text(input.first);
    EXPECT_NE(input.second["default"].IsDefined(), input.second["required"].IsDefined())
        << Text(input.first);
  }
  const absl::StatusOr<std::string> text = ReadFile(kAction);
  ASSERT_THAT(text, IsOk());
  std::set<std::string> used;
  for (const RegexMatch& match : FindAllRegex(RE2(R"(\binputs\.([a-z]+))"), *text))
    used.insert(match.str(1));
  EXPECT_EQ(used, declared);
  for (const YAML::Node& step : root["runs"]["steps"]) {
    EXPECT_EQ(step["run"].IsDefined(), step["shell"].IsDefined());
  }
}

}  // namespace
}  // namespace drill
