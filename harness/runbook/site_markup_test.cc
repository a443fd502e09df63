#include "harness/runbook/site_markup.h"

#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace drill {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::Field;
using ::testing::IsEmpty;

auto IsPanel(const std::string& title, bool tab, int line, int last_line) {
  return AllOf(Field("title", &SitePanel::title, title), Field("tab", &SitePanel::tab, tab),
               Field("line", &SitePanel::line, line),
               Field("last_line", &SitePanel::last_line, last_line));
}

TEST(SiteMarkupTest, MkDocsTabsAndAdmonitions) {
  const SiteText site = ReadSiteMarkup(
      "=== \"Compose\"\n\n    ```bash\n    ls\n    ```\n\n=== 'systemd'\n\n    x\n\n!!! warning\n\n"
      "    y\n\nz\n");
  EXPECT_EQ(site.text, "\n\n```bash\nls\n```\n\n\n\nx\n\n\n\ny\n\nz\n");
  EXPECT_THAT(site.panels,
              ElementsAre(IsPanel("Compose", true, 1, 5), IsPanel("systemd", true, 7, 9)));
}

TEST(SiteMarkupTest, PanelsInPanelsAndInLists) {
  const SiteText site =
      ReadSiteMarkup("1. a\n\n    ??? note \"If full\"\n\n        === \"A\"\n\n\t\t    x\n2. b\n");
  EXPECT_EQ(site.text, "1. a\n\n\n\n\n\n    x\n2. b\n");
  EXPECT_THAT(site.panels, ElementsAre(IsPanel("If full", false, 3, 7), IsPanel("A", true, 5, 7)));
}

TEST(SiteMarkupTest, DirectivesOfProseAreOpenedUp) {
  const SiteText site = ReadSiteMarkup(
      "````{note}\n:class: x\nread\n```bash\nls\n```\n````\n```{code-block} "
      "bash\nls\n```\n:::{tip}\nb\n:::\n");
  EXPECT_EQ(site.text, "\n\nread\n```bash\nls\n```\n\n```{code-block} bash\nls\n```\n\nb\n\n");
  EXPECT_THAT(site.panels, IsEmpty());
}

TEST(SiteMarkupTest, TabsByDirectivesAndTags) {
  EXPECT_THAT(
      ReadSiteMarkup("::::{tab-set}\n:::{tab-item} A\nx\n:::\n:::{tab-item} B\ny\n:::\n::::\n")
          .panels,
      ElementsAre(IsPanel("A", true, 2, 4), IsPanel("B", true, 5, 7)));
  EXPECT_THAT(ReadSiteMarkup("{% tabs %}\n{% tab title=\"A\" %}\nx\n{% endtab %}\n{% tab "
                             "title=\"B\" %}\ny\n{% endtab %}\n{% endtabs %}\n")
                  .panels,
              ElementsAre(IsPanel("A", true, 2, 4), IsPanel("B", true, 5, 7)));
  EXPECT_THAT(
      ReadSiteMarkup("<Tabs>\n<TabItem value=\"a\" label=\"A\">\nx\n</TabItem>\n</Tabs>\n").panels,
      ElementsAre(IsPanel("A", true, 2, 4)));
  EXPECT_THAT(
      ReadSiteMarkup("{{< tabs >}}\n{{% tab name=\"A\" %}}\nx\n{{% /tab %}}\n{{< /tabs >}}\n")
          .panels,
      ElementsAre(IsPanel("A", true, 2, 4)));
}

TEST(SiteMarkupTest, WhatStandsInAFenceIsCode) {
  const std::string text = "```yaml\n=== \"A\"\n    x\n:::\n```\nTitle\n===\n";
  EXPECT_EQ(ReadSiteMarkup(text).text, text);
  EXPECT_THAT(ReadSiteMarkup(text).panels, IsEmpty());
}

}  // namespace
}  // namespace drill
