#include "harness/runbook/markdown_node.h"

#include <string>
#include <vector>

#include "absl/strings/str_split.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace drill {
namespace {

using ::testing::SizeIs;

TEST(MarkdownNodeTest, TextWithAndWithoutMarks) {
  const Markdown markdown("a *b* **c `d`**\n[e](f) ~~g~~\n");
  const MarkdownNode paragraph = markdown.root().children()[0];
  EXPECT_EQ(paragraph.type(), "paragraph");
  EXPECT_EQ(paragraph.text(), "a b c d e g");
  EXPECT_EQ(paragraph.marked(), "a b **c `d`**\ne g");
  EXPECT_FALSE(paragraph.all_strong());
  EXPECT_TRUE(Markdown("**x:**\n").root().children()[0].all_strong());
}

TEST(MarkdownNodeTest, TablesAreSeen) {
  const Markdown markdown("x\n\n| a |\n|---|\n| b |\n");
  const std::vector<MarkdownNode> nodes = markdown.root().children();
  ASSERT_THAT(nodes, SizeIs(2));
  EXPECT_EQ(nodes[1].type(), "table");
  EXPECT_EQ(nodes[1].children()[1].first_line(), 5);
}

TEST(MarkdownNodeTest, AnOpenFenceIsTold) {
  const auto closed = [](const std::string& text) {
    const Markdown markdown(text);
    return FenceIsClosed(markdown.root().children()[0], absl::StrSplit(text, '\n'));
  };
  EXPECT_TRUE(closed("```\na\n```\n"));
  EXPECT_TRUE(closed("~~~\na\n~~~~\n"));
  EXPECT_FALSE(closed("```\na\n"));
  EXPECT_FALSE(closed("```"));
  EXPECT_FALSE(closed("````\na\n```\n"));
  EXPECT_FALSE(closed("```\na\n~~~\n"));
  EXPECT_FALSE(closed("```\na\n``` x\n"));
}

}  // namespace
}  // namespace drill
