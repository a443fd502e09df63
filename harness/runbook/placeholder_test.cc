#include "harness/runbook/placeholder.h"

#include <set>
#include <string>
#include <utility>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/runbook/shell_block.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Pair;

std::vector<std::pair<std::string, int>> Find(const std::string& text, bool certain) {
  auto block = ParseShellBlock(text, 10);
  EXPECT_THAT(block, IsOk());
  EXPECT_EQ(block->syntax_error, "") << text;
  std::vector<std::pair<std::string, int>> result;
  for (const Statement& statement : block->statements) {
    for (const Placeholder& one : FindPlaceholders(statement, *block, text))
      if (one.certain == certain) result.emplace_back(one.text, one.line);
  }
  return result;
}

std::vector<std::pair<std::string, int>> Certain(const std::string& text) {
  return Find(text, true);
}

TEST(PlaceholderTest, EveryFormIsSeenWithItsLine) {
  EXPECT_THAT(Certain("ls\nalembic downgrade <revision_id>"),
              ElementsAre(Pair("<revision_id>", 11)));
  EXPECT_THAT(Certain("fly deploy -i <e.g. app:v1> -a <app>"),
              ElementsAre(Pair("<e.g. app:v1>", 10), Pair("<app>", 10)));
  EXPECT_THAT(Certain("cp b_YYYYMMDD_HHMMSS.sql x"), ElementsAre(Pair("YYYYMMDD_HHMMSS", 10)));
  EXPECT_THAT(Certain("cp .env.backup-YYYYMMDD-HHMMSS .env"),
              ElementsAre(Pair("YYYYMMDD-HHMMSS", 10)));
  EXPECT_THAT(Certain("cp db_TIMESTAMP.sql x"), ElementsAre(Pair("TIMESTAMP", 10)));
  EXPECT_THAT(Certain("git revert --no-edit [bad-commit-hash]"),
              ElementsAre(Pair("[bad-commit-hash]", 10)));
  EXPECT_THAT(Certain("kubectl get pod {pod_name}"), ElementsAre(Pair("{pod_name}", 10)));
  EXPECT_THAT(Certain("git checkout GOOD_COMMIT"), ElementsAre(Pair("GOOD_COMMIT", 10)));
  EXPECT_THAT(Certain("docker restart SERVICE-NAME"), ElementsAre(Pair("SERVICE-NAME", 10)));
  EXPECT_THAT(Certain("git checkout COMMIT"), ElementsAre(Pair("COMMIT", 10)));
  EXPECT_THAT(Certain("ssh your-server uptime"), ElementsAre(Pair("your-server", 10)));
  EXPECT_THAT(Certain("docker pull x:vX.Y.Z"), ElementsAre(Pair("vX.Y.Z", 10)));
  EXPECT_THAT(Certain("kill xxx"), ElementsAre(Pair("xxx", 10)));
  EXPECT_THAT(Certain("cd /path/to/app && ls"), ElementsAre(Pair("/path/to/app", 10)));
  EXPECT_THAT(Certain("curl ..."), ElementsAre(Pair("...", 10)));
  EXPECT_THAT(Certain("docker pull x:${{ inputs.tag }}"),
              ElementsAre(Pair("${{ inputs.tag }}", 10)));
  EXPECT_THAT(Certain("ls\nhelm rollback {{ release }} 1"), ElementsAre(Pair("{{ release }}", 11)));
  EXPECT_THAT(Certain("ssh {{ user }}@{{host}}"),
              ElementsAre(Pair("{{ user }}", 10), Pair("{{host}}", 10)));
  EXPECT_THAT(Certain("deploy <blue|green>"), ElementsAre(Pair("<blue|green>", 10)));
  EXPECT_THAT(Certain("ssh deploy@{HOST} uptime"), ElementsAre(Pair("{HOST}", 10)));
  EXPECT_THAT(Certain("cp dump_{DATE}.sql x"), ElementsAre(Pair("{DATE}", 10)));
  EXPECT_THAT(Certain("mv [old-file] [new-file]"),
              ElementsAre(Pair("[old-file]", 10), Pair("[new-file]", 10)));
}

TEST(PlaceholderTest, WhatOnlyLooksLikeOneIsNone) {
  for (const char* text : {"docker ps --format '{{.Name}}'",
                           "curl -w '%{http_code}' x",
                           "psql < in.sql > out.log",
                           "psql <in.sql>out.log",
                           "psql < \"$LATEST\"",
                           "[ -f x ] && ls",
                           "[[ -n $HOME ]]",
                           "echo ${HOME}",
                           "git log a...b",
                           "go test ./...",
                           "ls *.[ch]",
                           "tr [a-z] [A-Z]",
                           "grep ERROR x.log",
                           "curl -X POST x",
                           "git checkout HEAD",
                           "git stash pop stash@{0}",
                           "cat <<EOF\nx\nEOF",
                           "diff <(ls a) <(ls b)",
                           "redis-cli FLUSHALL",
                           "date +%Y%m%d_%H%M%S",
                           "ls # <comment> YYYYMMDD GOOD_COMMIT",
                           "kill -s TERM 1",
                           "cp docker-compose_LATEST.yml x",
                           "awk '{print}' x",
                           "docker run -e API_KEY x",
                           "docker ps --format '{{json .}}'",
                           "docker inspect -f '{{range .Mounts}}{{.Name}}{{end}}' x",
                           "docker inspect --format '{{ (index .State 0) }}' x",
                           "curl x | jq '{name}'",
                           "jq 'map({name}) | .[status]' x",
                           "git checkout @{upstream}",
                           "sort <in|uniq>out",
                           "mkdir -p {a,b}"})
    EXPECT_THAT(Certain(text), IsEmpty()) << text;
}

TEST(PlaceholderTest, ExamplesAreHints) {
  EXPECT_THAT(Certain("cp backup_20251114.sql x"), IsEmpty());
  EXPECT_THAT(Find("cp backup_20251114.sql x", false), ElementsAre(Pair("20251114", 10)));
  EXPECT_THAT(Find("git checkout abc123", false), ElementsAre(Pair("abc123", 10)));
  EXPECT_THAT(Find("docker pull a:v1.2.3", false), ElementsAre(Pair("v1.2.3", 10)));
  EXPECT_THAT(Find("curl https://api.example.com/x", false),
              ElementsAre(Pair("api.example.com", 10)));
  EXPECT_THAT(Find("cat > f <<EOF\n<reason>\nEOF", false), ElementsAre(Pair("<reason>", 11)));
}

std::vector<std::string> WithHosts(const std::string& text, const std::vector<std::string>& hosts) {
  auto block = ParseShellBlock(text, 1);
  EXPECT_THAT(block, IsOk());
  std::vector<std::string> result;
  for (const Placeholder& one : FindPlaceholders(block->statements[0], *block, text, hosts))
    result.push_back(one.text);
  return result;
}

TEST(PlaceholderTest, NamesOfTheMachineAreNone) {
  const std::string text = "curl https://api.example.com/health";
  EXPECT_THAT(WithHosts(text, {}), ElementsAre("api.example.com"));
  EXPECT_THAT(WithHosts(text, {"api.example.com"}), IsEmpty());
  EXPECT_THAT(WithHosts(text, {"example.com"}), ElementsAre("api.example.com"));
  EXPECT_THAT(WithHosts("ssh your-server uptime", {"your-server"}), IsEmpty());
  EXPECT_THAT(WithHosts("ssh DB-HOST uptime", {"DB-HOST"}), IsEmpty());
}

TEST(PlaceholderTest, ALineOfAMegabyteIsRead) {
  const std::string text = "echo '" + std::string(size_t{1} << 20, 'x') + "' YYYYMMDD";
  EXPECT_THAT(Certain(text), ::testing::Contains(Pair("YYYYMMDD", 10)));
}

std::vector<std::pair<std::string, int>> Unset(const std::string& text,
                                               std::set<std::string> known = {}) {
  auto block = ParseShellBlock(text, 10);
  EXPECT_THAT(block, IsOk());
  std::vector<std::pair<std::string, int>> result;
  for (const Statement& statement : block->statements) {
    for (const Placeholder& one : FindUnsetVariables(statement, known))
      result.emplace_back(one.text, one.line);
    known.insert(statement.sets.begin(), statement.sets.end());
  }
  return result;
}

TEST(UnsetVariablesTest, WhatNothingSets) {
  EXPECT_THAT(Unset("ls\ngit checkout $TAG"), ElementsAre(Pair("$TAG", 11)));
  EXPECT_THAT(Unset("git checkout \"${TAG}\""), ElementsAre(Pair("$TAG", 10)));
  EXPECT_THAT(Unset("echo ${TAG:?say which}"), ElementsAre(Pair("$TAG", 10)));
  EXPECT_THAT(Unset("echo $X\nX=1"), ElementsAre(Pair("$X", 10)));
  EXPECT_THAT(Unset("X=1 env\necho $X"), ElementsAre(Pair("$X", 11)))
      << "set for that command only";
  EXPECT_THAT(Unset("cat <<EOF\n$X\nEOF"), ElementsAre(Pair("$X", 11)));
}

TEST(UnsetVariablesTest, WhatSomethingSets) {
  for (const char* text :
       {"X=1\necho $X", "export X=1\necho $X", "for i in 1 2; do echo $i; done",
        "read -r X < f\necho $X", "echo ${X:-1} ${Y-2} ${Z:=3}",
        "echo $HOME $? $$ $1 $@ $RANDOM $PWD", "echo '$X'", "f() { local y=1; echo $y $1; }",
        "X=$(ls)\necho \"$X\"", "mapfile -t A < f\necho ${A[0]}", "cat <<'EOF'\n$X\nEOF",
        "while read -r a; do echo $a; done < f", "printf -v P x\necho $P",
        "for ((i = 0; i < 3; i++)); do echo $i; done", "((n = 1))\necho $n", "let m=2\necho $m",
        "X=1\n: ${Y:=$X}\necho $Y"})
    EXPECT_THAT(Unset(text), IsEmpty()) << text;
  EXPECT_THAT(Unset("echo $X", {"X"}), IsEmpty());
}

TEST(FillInTest, WholeWordsOnly) {
  EXPECT_EQ(FillIn("a <x> <x>b", "<x>", "1"), "a 1 1b");
  EXPECT_EQ(FillIn("git checkout TAG TAGS", "TAG", "v1"), "git checkout v1 TAGS");
  EXPECT_EQ(FillIn("b_YYYYMMDD.sql", "YYYYMMDD", "2"), "b_2.sql");
  EXPECT_EQ(FillIn("nothing", "<x>", "1"), "nothing");
  EXPECT_EQ(FillIn("a", "", "1"), "a");
}

}  // namespace
}  // namespace drill
