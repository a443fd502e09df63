#include "harness/runbook/left_out.h"

#include <string>
#include <utility>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::Field;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

std::vector<LeftOut> Find(const std::string& text, int first = 1, int last = 999) {
  auto document = ParseDocument("R.md", text);
  EXPECT_THAT(document, IsOk());
  return document.ok() ? FindLeftOut(*document, first, last) : std::vector<LeftOut>();
}

auto At(int line, const std::string& what) {
  return AllOf(Field("line", &LeftOut::line, line), Field("what", &LeftOut::what, HasSubstr(what)));
}

TEST(LeftOutTest, CommandsInTheTextAndInTables) {
  EXPECT_THAT(
      Find("# P\n\nFirst\n`docker compose stop api`, then wait.\n\n| what | how |\n| --- | --- |\n"
           "| Stop | `docker stop x` |\n"),
      ElementsAre(At(4, "a command in the text: docker compose stop api"),
                  At(8, "rollback { table_row: \"Stop\" } alone: docker stop x")));
}

TEST(LeftOutTest, WhatABlockSaysTooIsNotLeftOut) {
  EXPECT_THAT(Find("Run `docker stop x`:\n\n```sh\ndocker stop x\n```\n\nWith `docker` alone.\n"),
              IsEmpty());
}

TEST(LeftOutTest, StepsInProse) {
  EXPECT_THAT(Find("1. Tell the team.\n2. Stop it:\n\n   ```sh\n   docker stop x\n   ```\n\n"
                   "- [ ] Look at the graphs\n- a remark\n"),
              ElementsAre(At(1, "a step in prose: \"Tell the team.\""),
                          At(8, "a step in prose: \"Look at the graphs\"")));
  EXPECT_THAT(Find("1. Stop it:\n\n```sh\ndocker stop x\n```\n"), IsEmpty())
      << "a block that was not indented is the item's all the same";
  EXPECT_THAT(Find("Open the web console and click Restart.\n"),
              ElementsAre(At(1, "for a person's hands")));
}

TEST(LeftOutTest, CodeOfOtherKinds) {
  EXPECT_THAT(
      Find("```python\nx()\n```\n\n```sql\nSELECT 1;\n```\n\n```bash\n#!/bin/sh\nls\n```\n"),
      ElementsAre(At(1, "a python block"), At(5, "a sql block"), At(9, "listing")));
  EXPECT_THAT(Find("text\n\n    docker stop x\n"), ElementsAre(At(3, "code by indentation")));
  EXPECT_THAT(Find("- a\n\n      ```sh\n      docker stop x\n      ```\n"),
              ElementsAre(At(3, "its fence stands four columns")));
  EXPECT_THAT(Find("<pre>docker stop x</pre>\n"), ElementsAre(At(1, "code in HTML")));
  EXPECT_THAT(Find("```\nNAME  STATUS\ndocker stop x\n```\n"),
              ElementsAre(At(1, "a block without label"), At(3, "reads as a command")));
}

TEST(LeftOutTest, BlocksInWhichNothingIsRun) {
  EXPECT_THAT(Find("```bash\n# systemctl stop x\n```\n"),
              ElementsAre(At(2, "if # is root's prompt here, label it console")));
  EXPECT_THAT(Find("```bash\n# first\n```\n"), ElementsAre(At(1, "it has no command")));
  EXPECT_THAT(
      Find("```console\nmysql> SELECT 1;\n```\n"),
      ElementsAre(At(1, "nothing in it was typed into a shell"), At(2, "typed into a program")));
}

TEST(LeftOutTest, OnlyBetweenTheLines) {
  EXPECT_THAT(Find("1. a\n2. b\n3. c\n", 2, 2), ElementsAre(At(2, "\"b\"")));
}

}  // namespace
}  // namespace drill
