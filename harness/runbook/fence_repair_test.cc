#include "harness/runbook/fence_repair.h"

#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace drill {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(FenceRepairTest, TextAtTheMarginIsIndentedAsItsFence) {
  const RepairedText repaired = RepairFencesInLists(
      "1. Stop:\n\n   ```bash\nfor x in a; do\n  y\ndone\n   ```\n\n2. Next:\n\n   ```bash\n   z\n "
      "  ```\n");
  EXPECT_EQ(repaired.text,
            "1. Stop:\n\n   ```bash\n   for x in a; do\n     y\n   done\n   ```\n\n2. Next:\n\n   "
            "```bash\n   z\n   ```\n");
  EXPECT_THAT(repaired.repaired, ElementsAre(3));
}

TEST(FenceRepairTest, AClosingFenceAtTheMarginIsIndented) {
  const RepairedText repaired = RepairFencesInLists("- x\n  ```bash\n  ls\n```\n\ntext\n");
  EXPECT_EQ(repaired.text, "- x\n  ```bash\n  ls\n  ```\n\ntext\n");
  EXPECT_THAT(repaired.repaired, ElementsAre(2));
}

TEST(FenceRepairTest, SeveralAreMendedOneAfterTheOther) {
  const RepairedText repaired =
      RepairFencesInLists("- a\n  ```sh\nx\n  ```\n- b\n  ```sh\ny\n  ```\n");
  EXPECT_EQ(repaired.text, "- a\n  ```sh\n  x\n  ```\n- b\n  ```sh\n  y\n  ```\n");
  EXPECT_THAT(repaired.repaired, ElementsAre(2, 6));
}

TEST(FenceRepairTest, AHereDocumentAtTheMarginKeepsItsPlace) {
  const RepairedText repaired =
      RepairFencesInLists("- a\n  ```sh\n  cat > f <<EOF\nx: 1\n  y: 2\nEOF\n  ls\n  ```\n");
  EXPECT_EQ(repaired.text, "- a\n  ```sh\n  cat > f <<EOF\n  x: 1\n  y: 2\n  EOF\n  ls\n  ```\n");
}

TEST(FenceRepairTest, WhatIsWellIsLeftAlone) {
  for (const char* text : {"```sh\nls\n```\n", "- a\n\n  ```sh\n  ls\n  ```\n",
                           "- a\n\n```sh\nls\n```\n", "- a\n  ```sh\n  never closed\n"}) {
    const RepairedText repaired = RepairFencesInLists(text);
    EXPECT_EQ(repaired.text, text);
    EXPECT_THAT(repaired.repaired, IsEmpty()) << text;
  }
}

}  // namespace
}  // namespace drill
