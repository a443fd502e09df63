#include "harness/runbook/alternatives.h"

#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/runbook/document.h"
#include "harness/runbook/procedure.h"
#include "harness/runbook/shell_block.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Pair;
using ::testing::UnorderedElementsAre;

using Ranges = std::vector<std::pair<int, int>>;

std::vector<std::pair<GroupKind, Ranges>> Find(const std::string& text) {
  auto document = ParseDocument("R.md", text);
  EXPECT_THAT(document, IsOk());
  const Procedure procedure = ProcedureAt(*document, 0);
  std::vector<ParsedBlock> blocks;
  for (const CodeBlock& block : procedure.blocks) {
    if (!block.runnable()) continue;
    auto shell = ParseShellBlock(block.text, block.first_line());
    EXPECT_THAT(shell, IsOk());
    blocks.push_back({block, *std::move(shell)});
  }
  std::vector<std::pair<GroupKind, Ranges>> result;
  for (const AlternativeGroup& group : FindAlternatives(*document, procedure, blocks)) {
    Ranges ranges;
    for (const Alternative& part : group.alternatives)
      ranges.emplace_back(part.first_line, part.last_line);
    result.emplace_back(group.kind, ranges);
  }
  return result;
}

// The commands begin on line 3.
std::vector<std::pair<GroupKind, Ranges>> InBlock(const std::string& commands) {
  return Find(absl::StrCat("# P\n```bash\n", commands, "\n```\n"));
}

TEST(AlternativesTest, OrInABlock) {
  EXPECT_THAT(InBlock("# In Docker:\na\n\n# Or locally:\nb\nc"),
              ElementsAre(Pair(GroupKind::kOr, ElementsAre(Pair(4, 4), Pair(7, 8)))));
}

TEST(AlternativesTest, WhatComesBeforeTheAlternativeIsCommon) {
  EXPECT_THAT(InBlock("cd /x\n\n# Stop\na\n# or\nb\n# Then\nc"),
              ElementsAre(Pair(GroupKind::kOr, ElementsAre(Pair(6, 6), Pair(8, 8)))));
  EXPECT_THAT(InBlock("cd /x\n\na\n# or\nb"),
              ElementsAre(Pair(GroupKind::kOr, ElementsAre(Pair(5, 5), Pair(7, 7)))));
}

TEST(AlternativesTest, ThreeWays) {
  EXPECT_THAT(InBlock("a\n# Or\nb\n# Alternatively\nc"),
              ElementsAre(Pair(GroupKind::kOr, ElementsAre(Pair(3, 3), Pair(5, 5), Pair(7, 7)))));
}

TEST(AlternativesTest, AnExpectedResultDoesNotHideTheOr) {
  EXPECT_THAT(InBlock("a\n# Expected: ok\n\n# Or\nb"),
              ElementsAre(Pair(GroupKind::kOr, ElementsAre(Pair(3, 3), Pair(7, 7)))));
}

TEST(AlternativesTest, OptionsInABlock) {
  EXPECT_THAT(InBlock("# Option 1: tag\na\n# Option 2: commit\nb"),
              ElementsAre(Pair(GroupKind::kOption, ElementsAre(Pair(4, 4), Pair(6, 6)))));
}

TEST(AlternativesTest, ConditionsStandAlone) {
  EXPECT_THAT(InBlock("a\n# If still OOM:\nb"),
              ElementsAre(Pair(GroupKind::kConditional, ElementsAre(Pair(5, 5)))));
  EXPECT_THAT(InBlock("# For api:\na\n# For web:\nb"),
              ElementsAre(Pair(GroupKind::kConditional, ElementsAre(Pair(4, 4), Pair(6, 6)))));
}

TEST(AlternativesTest, TheSameOperationInOneBlock) {
  EXPECT_THAT(
      InBlock(
          "# See\nalembic history\n# One\nalembic downgrade <x>\n# All\nalembic downgrade base"),
      ElementsAre(Pair(GroupKind::kSameOperation, ElementsAre(Pair(6, 6), Pair(8, 8)))));
  EXPECT_THAT(InBlock("alembic downgrade -1\nalembic downgrade base"),
              ElementsAre(Pair(GroupKind::kSameOperation, ElementsAre(Pair(3, 3), Pair(4, 4)))));
  EXPECT_THAT(InBlock("migrate -path x down 1\nmigrate down"), IsEmpty());
  EXPECT_THAT(InBlock("npm run migrate:down\nnpm run migrate:down -- --all"),
              ElementsAre(Pair(GroupKind::kSameOperation, ElementsAre(Pair(3, 3), Pair(4, 4)))));
}

TEST(AlternativesTest, TheSameOperationInSeveralBlocks) {
  EXPECT_THAT(Find("# P\nOne revision\n```bash\nalembic downgrade -1\n```\nTo a revision\n"
                   "```bash\nalembic downgrade <x>\n```\n"),
              ElementsAre(Pair(GroupKind::kSameOperation, ElementsAre(Pair(4, 4), Pair(8, 8)))));
}

TEST(AlternativesTest, GroupsOfTheSameOperationExcludeEachOther) {
  EXPECT_THAT(
      Find("# P\n```bash\nx alembic downgrade -1\n# Or\nalembic downgrade -1\n```\n\n"
           "```bash\nalembic downgrade <x>\n# Or\nalembic downgrade base\n```\n"),
      UnorderedElementsAre(Pair(GroupKind::kOr, ElementsAre(Pair(3, 3), Pair(5, 5))),
                           Pair(GroupKind::kOr, ElementsAre(Pair(9, 9), Pair(11, 11))),
                           Pair(GroupKind::kSameOperation, ElementsAre(Pair(3, 5), Pair(9, 11)))));
}

TEST(AlternativesTest, OtherObjectsAreOtherOperations) {
  EXPECT_THAT(InBlock("kubectl rollout undo deploy/api\nkubectl rollout undo deploy/web\n"
                      "docker compose down\ndocker compose -f b.yml down"),
              IsEmpty());
  EXPECT_THAT(InBlock("alembic downgrade -1\nalembic current\nalembic downgrade -1"), IsEmpty());
}

TEST(AlternativesTest, HeadingsThatAreOptions) {
  EXPECT_THAT(Find("# P\n## Option A\n```sh\na\n```\n## Option B\n```sh\nb\n```\n## "
                   "Verify\n```sh\nc\n```\n"),
              ElementsAre(Pair(GroupKind::kOption, ElementsAre(Pair(2, 5), Pair(6, 9)))));
  EXPECT_THAT(Find("# P\n## Step 1\n```sh\na\n```\n## Step 2\n```sh\nb\n```\n"), IsEmpty());
}

TEST(AlternativesTest, AnOptionOfClicksLeavesNothingToChoose) {
  EXPECT_THAT(Find("# P\n## Option A\n\nClick.\n\n## Option B\n```sh\nb\n```\n"), IsEmpty());
}

TEST(AlternativesTest, PseudoHeadingsThatAreOptions) {
  EXPECT_THAT(Find("# P\n\n**Option A: quick**\n\n```sh\na\n```\n\nand then\n\n```sh\na2\n```\n\n"
                   "**Option B:**\n\n```sh\nb\n```\n"),
              ElementsAre(Pair(GroupKind::kOption, ElementsAre(Pair(3, 13), Pair(15, 19)))));
}

TEST(AlternativesTest, ProseBetweenBlocks) {
  EXPECT_THAT(Find("# P\n\n```sh\na\n```\n\nOr on the server:\n\n```sh\nb\n```\n"),
              ElementsAre(Pair(GroupKind::kOr, ElementsAre(Pair(3, 5), Pair(7, 11)))));
  EXPECT_THAT(Find("# P\n\nIf the disk is full:\n\n```sh\na\n```\n"),
              ElementsAre(Pair(GroupKind::kConditional, ElementsAre(Pair(3, 7)))));
  EXPECT_THAT(Find("# P\n\nIf in doubt, ask. Then stop it.\n\n```sh\na\n```\n"), IsEmpty());
}

TEST(AlternativesTest, AConditionMayHoldTwoTargetsOfOneOperation) {
  EXPECT_THAT(
      Find("# P\n\nIf it has run already:\n\n```sh\ncd /x\nalembic downgrade -1\n"
           "alembic downgrade base\n```\n"),
      UnorderedElementsAre(Pair(GroupKind::kConditional, ElementsAre(Pair(3, 9))),
                           Pair(GroupKind::kSameOperation, ElementsAre(Pair(7, 7), Pair(8, 8)))));
}

TEST(AlternativesTest, ConditionsInsideConditionsComeToAnEnd) {
  std::string text = "# P\n";
  for (int i = 0; i < 40; ++i)
    absl::StrAppend(&text, "\nIf ", i, ":\n\n```sh\n# If ", i, ":\nalembic downgrade -", i,
                    "\nalembic downgrade base\n```\n");
  EXPECT_FALSE(Find(text).empty());
}

TEST(AlternativesTest, ARehearsalIsNoRival) {
  EXPECT_THAT(InBlock("./migrate.sh rollback 006 --dry-run\n./migrate.sh rollback 006 --yes"),
              IsEmpty());
  EXPECT_THAT(InBlock("alembic downgrade -1 --sql > down.sql\nalembic downgrade -1"), IsEmpty());
  EXPECT_THAT(InBlock("helm rollback app 3 --dry-run=client\nhelm rollback app 3"), IsEmpty());
}

TEST(AlternativesTest, WhatStandsBelowTheVerbIsPartOfTheOperation) {
  EXPECT_THAT(InBlock("etcdctl downgrade validate 3.5\netcdctl downgrade enable 3.5"), IsEmpty());
  EXPECT_THAT(
      InBlock("kubectl rollout undo deployment web\nkubectl rollout undo deployment worker"),
      IsEmpty());
  EXPECT_THAT(InBlock("kubectl rollout undo deployment web\n"
                      "kubectl rollout undo deployment web --to-revision=2"),
              ElementsAre(Pair(GroupKind::kSameOperation, ElementsAre(Pair(3, 3), Pair(4, 4)))));
}

// A block of one command.
std::string Block(const std::string& command) {
  return absl::StrCat("```sh\n", command, "\n```\n");
}

TEST(AlternativesTest, AConditionEndsAtTheNextParagraph) {
  EXPECT_THAT(Find(absl::StrCat("# P\n\nIf the disk is full:\n\n", Block("a"), "\nStart it:\n\n",
                                Block("b"))),
              ElementsAre(Pair(GroupKind::kConditional, ElementsAre(Pair(3, 7)))));
  EXPECT_THAT(Find(absl::StrCat("# P\n\nIf the disk is full, ask.\n\nStart it:\n\n", Block("b"))),
              IsEmpty());
}

TEST(AlternativesTest, AConditionIsExplainedAndHoldsAList) {
  EXPECT_THAT(Find(absl::StrCat("# P\n\nIf the disk is full:\n\nThis takes long.\n\n", Block("a"))),
              ElementsAre(Pair(GroupKind::kConditional, ElementsAre(Pair(3, 9)))));
  EXPECT_THAT(Find("# P\n\nIf the disk is full:\n\n1. x\n\n   ```sh\n   a\n   ```\n\n2. y\n\n   "
                   "```sh\n   b\n   ```\n\nThen:\n\n```sh\nc\n```\n"),
              ElementsAre(Pair(GroupKind::kConditional, ElementsAre(Pair(3, 16)))));
}

TEST(AlternativesTest, AConditionOfAnotherSectionIsNone) {
  EXPECT_THAT(Find(absl::StrCat("# P\n\n## A\n\nIf only one table matters:\n\n", Block("a"),
                                "\n## B\n\n", Block("b"))),
              ElementsAre(Pair(GroupKind::kConditional, ElementsAre(Pair(5, 9)))));
}

TEST(AlternativesTest, ItemsOfAListAreConditionsOfTheirOwn) {
  const std::string step = "\n\n   ```sh\n   a\n   ```\n\n";
  EXPECT_THAT(
      Find(absl::StrCat("# P\n\n1. Stop.", step, "2. (Optional) Look.", step, "3. Load it.", step,
                        "4. If there is a replica, build it anew.", step, "5. Start.", step)),
      ElementsAre(Pair(GroupKind::kConditional, ElementsAre(Pair(9, 14))),
                  Pair(GroupKind::kConditional, ElementsAre(Pair(21, 26)))));
}

TEST(AlternativesTest, ABlockThatWasNotIndentedBelongsToTheItemBefore) {
  EXPECT_THAT(Find(absl::StrCat("# P\n\n1. Stop\n\n", Block("a"), "\n2. If there is a replica\n\n",
                                Block("b"), "\n3. Start\n\n", Block("c"))),
              ElementsAre(Pair(GroupKind::kConditional, ElementsAre(Pair(9, 13)))));
  EXPECT_THAT(Find(absl::StrCat("# P\n\n- Option A\n\n", Block("a"), "\n- Option B\n\n", Block("b"),
                                "\nStart it:\n\n", Block("c"))),
              ElementsAre(Pair(GroupKind::kOption, ElementsAre(Pair(3, 7), Pair(9, 13)))));
}

TEST(AlternativesTest, AnOptionToDoNothingIsOne) {
  const std::string options = absl::StrCat(
      "# P\n\n## 8. Database\n\n**Option A: downgrade**\n\n", Block("a"),
      "\n**Option B: restore**\n\n", Block("b"),
      "\n**Option C: No database rollback**\n\nThe schema fits.\n\n## 9. Restart\n\n", Block("c"));
  EXPECT_THAT(
      Find(options),
      ElementsAre(Pair(GroupKind::kOption, ElementsAre(Pair(5, 9), Pair(11, 15), Pair(17, 19)))));
  EXPECT_THAT(Find(absl::StrCat("# P\n\n## Option A: downgrade\n\n", Block("a"),
                                "\n## Option B: leave it alone\n\nNothing.\n")),
              ElementsAre(Pair(GroupKind::kOption, ElementsAre(Pair(3, 8), Pair(9, 11)))));
}

TEST(AlternativesTest, WhatAllWaysHaveInCommonIsOfNone) {
  EXPECT_THAT(Find(absl::StrCat("# P\n\n**Option A**\n\n", Block("a"), "\n**Option B**\n\n",
                                Block("b"), "\nIn both cases, start it:\n\n", Block("c"))),
              ElementsAre(Pair(GroupKind::kOption, ElementsAre(Pair(3, 7), Pair(9, 13)))));
}

TEST(AlternativesTest, RivalsAreOneOfThese) {
  EXPECT_THAT(InBlock("# mysql\na\n# postgres\nb"),
              ElementsAre(Pair(GroupKind::kOption, ElementsAre(Pair(4, 4), Pair(6, 6)))));
  EXPECT_THAT(Find(absl::StrCat("# P\n\n## With Compose\n\n", Block("a"),
                                "\n## With Kubernetes\n\n", Block("b"))),
              ElementsAre(Pair(GroupKind::kOption, ElementsAre(Pair(3, 8), Pair(9, 13)))));
  EXPECT_THAT(Find(absl::StrCat("# P\n\n**Docker Compose:**\n\n", Block("a"),
                                "\n**Kubernetes:**\n\n", Block("b"))),
              ElementsAre(Pair(GroupKind::kOption, ElementsAre(Pair(3, 7), Pair(9, 13)))));
  EXPECT_THAT(InBlock("# Database\na\n# Frontend\nb\n# Docker\nc"), IsEmpty());
}

TEST(AlternativesTest, TabsAreOneOfThese) {
  EXPECT_THAT(Find("# P\n\n=== \"Compose\"\n\n    ```sh\n    a\n    ```\n\n=== \"By hand\"\n\n    "
                   "```sh\n    b\n    ```\n\n!!! warning\n\n    ```sh\n    c\n    ```\n"),
              ElementsAre(Pair(GroupKind::kOption, ElementsAre(Pair(3, 7), Pair(9, 13)))));
}

TEST(AlternativesTest, SummariesAreLabels) {
  const auto fold = [](const std::string& title, const std::string& command) {
    return absl::StrCat("<details>\n<summary>", title, "</summary>\n\n", Block(command),
                        "\n</details>\n\n");
  };
  EXPECT_THAT(Find(absl::StrCat("# P\n\n", fold("If it hangs", "a"), Block("b"))),
              ElementsAre(Pair(GroupKind::kConditional, ElementsAre(Pair(3, 8)))));
  EXPECT_THAT(Find(absl::StrCat("# P\n\n", fold("Option A", "a"), fold("Option B", "b"))),
              ElementsAre(Pair(GroupKind::kOption, ElementsAre(Pair(3, 8), Pair(12, 17)))));
}

TEST(AlternativesTest, InsteadIsAnOr) {
  EXPECT_THAT(
      Find(absl::StrCat("# P\n\n", Block("a"),
                        "\nOn older machines, use docker-compose instead:\n\n", Block("b"))),
      ElementsAre(Pair(GroupKind::kOr, ElementsAre(Pair(3, 5), Pair(7, 11)))));
}

TEST(AlternativesTest, AConditionInsideAnOption) {
  EXPECT_THAT(Find(absl::StrCat("# P\n\n**Option A**\n\n", Block("a"), "\nIf it hangs:\n\n",
                                Block("b"), "\n**Option B**\n\n", Block("c"))),
              UnorderedElementsAre(Pair(GroupKind::kOption, ElementsAre(Pair(3, 13), Pair(15, 19))),
                                   Pair(GroupKind::kConditional, ElementsAre(Pair(9, 13)))));
}

TEST(AlternativesTest, StraightProceduresHaveNone) {
  EXPECT_THAT(InBlock("# 1. Stop\na\n# 2. Start\nb\n# Verify\nc"), IsEmpty());
}

}  // namespace
}  // namespace drill
