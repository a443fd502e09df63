#include "harness/runbook/stated_output.h"

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

// What is stated of each statement of the block, whose first line is line 10.
std::vector<std::vector<StatedOutput>> AllStated(const std::string& text) {
  const absl::StatusOr<ShellBlock> block = ParseShellBlock(text, 10);
  EXPECT_THAT(block, IsOk());
  std::vector<std::vector<StatedOutput>> all;
  for (const Statement& statement : block->statements)
    all.push_back(OutputsStated(statement, *block));
  return all;
}

// What the output of `command` breaks when the document expects `expected` of it.
std::vector<std::string> Broken(const std::string& command, const std::string& expected,
                                const std::string& output) {
  const auto all = AllStated(absl::StrCat(command, "\n# Expected: ", expected, "\n"));
  EXPECT_THAT(all, SizeIs(1));
  EXPECT_THAT(all[0], SizeIs(1)) << expected;
  EXPECT_FALSE(all[0][0].rules.empty()) << expected;
  return BrokenRules(all[0][0].rules, output);
}

bool OnlyForAPerson(const std::string& command, const std::string& expected) {
  const auto all = AllStated(absl::StrCat(command, "   # Expected: ", expected, "\n"));
  return all.size() == 1 && all[0].size() == 1 && all[0][0].text == expected &&
         all[0][0].rules.empty();
}

TEST(StatedOutputTest, BehindTheCommandAndBelowIt) {
  const auto all = AllStated(
      "# Expected: `first` stands above all\n"
      "one\n"
      "two   # Expected: `2`\n"
      "three \\\n  more\n"
      "# Should show: `3`\n"
      "# and this explains it\n"
      "# expected output: `III`\n"
      "four  # see below\n");
  ASSERT_THAT(all, SizeIs(4));
  EXPECT_THAT(all[0], IsEmpty());
  ASSERT_THAT(all[1], SizeIs(1));
  EXPECT_EQ(all[1][0].line, 12);
  EXPECT_EQ(all[1][0].rules.at(0).source, "line 12 of the document");
  ASSERT_THAT(all[2], SizeIs(2));
  EXPECT_EQ(all[2][0].line, 15);
  EXPECT_EQ(all[2][1].line, 17);
  EXPECT_THAT(all[3], IsEmpty());
}

TEST(StatedOutputTest, JsonByItsKeys) {
  const std::string stated = R"({"status": "ok", "release": "<tag>", "checks": {"db": true}})";
  EXPECT_THAT(Broken("curl -s localhost", stated,
                     R"({"checks":{"db":false},"release":"2.0","status":"ok"})"),
              IsEmpty());
  EXPECT_THAT(
      Broken("curl -s localhost", stated, R"({"status":"degraded","checks":{}})"),
      ElementsAre("it did not print what line 11 of the document expects: \"release\"",
                  "it did not print what line 11 of the document expects: \"status\": \"ok\""));
}

TEST(StatedOutputTest, QuotedTextAndOneWord) {
  EXPECT_THAT(Broken("git log -1", "the commit `v1.2 (stable)`.", "abc v1.2 (stable)\n"),
              IsEmpty());
  EXPECT_THAT(Broken("git log -1", "the commit `v1.2 (stable)`.", "abc v1.3\n"), SizeIs(1));
  EXPECT_THAT(Broken("alembic current", "s47", "s47 (head)\n"), IsEmpty());
  EXPECT_THAT(Broken("alembic current", "s47", "s48 (head)\n"), SizeIs(1));
}

TEST(StatedOutputTest, AnHttpStatusWhereTheCommandPrintsOne) {
  EXPECT_THAT(Broken("curl -sI localhost", "HTTP/1.1 200 OK", "HTTP/1.1 200 OK\r\n"), IsEmpty());
  EXPECT_THAT(Broken("curl -sI localhost", "200 OK", "HTTP/1.1 500 Oh\r\n"), SizeIs(1));
  EXPECT_THAT(Broken("curl -o /dev/null -w '%{http_code}' localhost", "200", "500"), SizeIs(1));
  EXPECT_TRUE(OnlyForAPerson("curl -s localhost", "200 OK"));
}

TEST(StatedOutputTest, InTheCommentsBelow) {
  const auto all = AllStated(
      "curl -s localhost\n# Expected response:\n# {\n#   \"status\": \"ok\"\n# }\n\n# Then go on\n"
      "ls\n# Expected output:\n");
  ASSERT_THAT(all, SizeIs(2));
  ASSERT_THAT(all[0], SizeIs(1));
  EXPECT_EQ(all[0][0].line, 11);
  EXPECT_THAT(BrokenRules(all[0][0].rules, "{\"status\":\"ok\"}"), IsEmpty());
  EXPECT_THAT(BrokenRules(all[0][0].rules, "{\"status\":\"down\"}"), SizeIs(1));
  EXPECT_THAT(all[1], IsEmpty());
}

TEST(StatedOutputTest, ANumberIsAWordOfItsOwn) {
  EXPECT_THAT(Broken("psql -c 'SELECT count(*)'", "0", " 0\n"), IsEmpty());
  EXPECT_THAT(Broken("psql -c 'SELECT count(*)'", "0", " 10\n"), SizeIs(1));
  const auto all = AllStated("curl -sI localhost  # expect 200\n");
  ASSERT_THAT(all[0], SizeIs(1));
  EXPECT_EQ(all[0][0].rules.at(0).text, "HTTP 200");
}

TEST(StatedOutputTest, Nothing) {
  EXPECT_THAT(Broken("docker ps -q", "nothing", "\n"), IsEmpty());
  EXPECT_THAT(Broken("docker ps -q", "no output", "0a1b\n"),
              ElementsAre("it printed what line 11 of the document rules out: anything"));
}

TEST(StatedOutputTest, WhatOnlyAPersonCanTell) {
  EXPECT_TRUE(OnlyForAPerson("docker compose ps", "all services up"));
  EXPECT_TRUE(OnlyForAPerson("./check.sh", "success"));
  EXPECT_TRUE(OnlyForAPerson("docker logs api", "no `error` lines"));
  EXPECT_TRUE(OnlyForAPerson("git tag", "`<tag>`"));
  EXPECT_TRUE(OnlyForAPerson("./state", "\"healthy\"; if \"unhealthy\", go to step 2"));
  EXPECT_TRUE(OnlyForAPerson("./state", "\"Paused\" or \"Healthy\""));
  EXPECT_TRUE(OnlyForAPerson("git tag", "v1..."));
  EXPECT_TRUE(OnlyForAPerson("pg_dump shop > dump.sql", "`CREATE TABLE`"));
}

}  // namespace
}  // namespace drill
