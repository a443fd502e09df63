#include "harness/stack/stack_base.h"

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/base/file.h"
#include "harness/testing/parse_text.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

template <typename List>
std::vector<std::string> Lines(const List& list) {
  std::vector<std::string> lines;
  for (const auto& entry : list) lines.push_back(entry.ShortDebugString());
  return lines;
}

constexpr char kBase[] = R"(
  description: 'the base'
  host_names: 'a' host_names: 'b'
  images { reference: 'db:1' build { context: 'apps/db' } }
  images { reference: 'app:1' build { context: 'apps/app' args { key: 'V' value: '1' } } }
  images { reference: 'kept:1' archive: 'kept.tar' }
  images { reference: 'npm:1' npm { directory: 'apps/npm' } }
  releases { version: '1' images { key: 'app' value: 'app:1' } schema_revision: 's1' }
  baseline: '1'
  prepare { name: 'deploy' command: 'x' records_release: '1' }
  steady_state { name: 'health' http { url: 'http://h' } }
  database { service: 'db' user: 'u' seeded_tables { table: 't' columns: 'c' } }
)";

class StackBaseTest : public ::testing::Test {
 protected:
  void SetUp() override {
    root_ = absl::StrCat(::testing::TempDir(), "/",
                         ::testing::UnitTest::GetInstance()->current_test_info()->name());
    ASSERT_THAT(RemoveAll(root_), IsOk());
    ASSERT_THAT(MakeDirectories(root_ + "/base/host"), IsOk());
    ASSERT_THAT(MakeDirectories(root_ + "/variant"), IsOk());
  }

  Stack Whole(const std::string& variant) const {
    return OnBase(ParseText<Stack>(kBase), root_ + "/base", ParseText<Stack>(variant),
                  root_ + "/variant");
  }

  std::string root_;
};

TEST_F(StackBaseTest, WhatIsNotSetIsAsInTheBaseWithItsPaths) {
  const Stack whole = Whole("base: '../base'");
  EXPECT_EQ(whole.description(), "the base");
  EXPECT_EQ(whole.base(), "../base");
  EXPECT_EQ(whole.runbook(), "../base/ROLLBACK.md");
  EXPECT_THAT(whole.host_tree(), ElementsAre("../base/host"));
  EXPECT_EQ(whole.images(0).build().context(), "../base/apps/db");
  EXPECT_EQ(whole.images(2).archive(), "../base/kept.tar");
  EXPECT_EQ(whole.images(3).npm().directory(), "../base/apps/npm");
  EXPECT_EQ(whole.database().seeded_tables_size(), 1);
}

TEST_F(StackBaseTest, WhatIsSetTakesTheOthersPlace) {
  const Stack whole =
      Whole("description: 'v' runbook: 'OTHER.md' host_names: 'c' database { service: 'pg' }");
  EXPECT_EQ(whole.description(), "v");
  EXPECT_EQ(whole.runbook(), "OTHER.md");
  EXPECT_THAT(whole.host_names(), ElementsAre("c"));
  EXPECT_EQ(whole.database().ShortDebugString(), "service: \"pg\"");
}

TEST_F(StackBaseTest, EntriesOfTheSameNameAddAndOverride) {
  const Stack whole = Whole(R"(
      images { reference: 'app:1' build { args { key: 'W' value: '2' } } }
      releases { version: '1' schema_revision: 'a1' }
      prepare { name: 'deploy' command: 'y' }
      steady_state { name: 'health' http { url: 'http://other' } })");
  EXPECT_EQ(whole.images_size(), 4);
  EXPECT_EQ(whole.images(1).build().context(), "../base/apps/app");
  EXPECT_EQ(whole.images(1).build().args().at("V"), "1");
  EXPECT_EQ(whole.images(1).build().args().at("W"), "2");
  EXPECT_EQ(whole.releases(0).images().at("app"), "app:1");
  EXPECT_EQ(whole.releases(0).schema_revision(), "a1");
  EXPECT_THAT(Lines(whole.prepare()),
              ElementsAre("name: \"deploy\" command: \"y\" records_release: \"1\""));
  EXPECT_THAT(Lines(whole.steady_state()),
              ElementsAre("name: \"health\" http { url: \"http://other\" }"));
}

TEST_F(StackBaseTest, OtherEntriesAreAdded) {
  const Stack whole = Whole("images { reference: 'extra:1' build { context: 'extra' } }");
  ASSERT_EQ(whole.images_size(), 5);
  EXPECT_EQ(whole.images(4).build().context(), "extra");
}

TEST_F(StackBaseTest, AnEntryThatTheVariantHasTwiceStaysTwice) {
  const Stack whole = Whole("images { reference: 'db:1' } images { reference: 'db:1' }");
  EXPECT_EQ(whole.images_size(), 5);
}

TEST_F(StackBaseTest, ItsOwnTreeLiesOverTheOthers) {
  ASSERT_THAT(MakeDirectories(root_ + "/variant/host"), IsOk());
  EXPECT_THAT(Whole("").host_tree(), ElementsAre("../base/host", "host"));
  EXPECT_THAT(Whole("host_tree: 'more'").host_tree(), ElementsAre("../base/host", "more"));
}

TEST_F(StackBaseTest, ItsOwnRunbookIsReadWhereThereIsOne) {
  ASSERT_THAT(WriteFile(root_ + "/variant/ROLLBACK.md", ""), IsOk());
  EXPECT_EQ(Whole("").runbook(), "ROLLBACK.md");
  EXPECT_EQ(Whole("runbook: 'OTHER.md'").runbook(), "OTHER.md");
}

TEST_F(StackBaseTest, AStackWithoutAHostTreeHasNone) {
  EXPECT_THAT(HostTrees(Stack(), root_ + "/variant"), IsEmpty());
  EXPECT_THAT(HostTrees(Stack(), root_ + "/base"), ElementsAre("host"));
}

TEST_F(StackBaseTest, TheVariantsOwnEntriesComeFirstInItsOrder) {
  const std::string own =
      "images { reference: 'extra:1' } images { reference: 'app:1' } host_tree: 'more'";
  const Stack ordered = InOrderOf(ParseText<Stack>(own), Whole(own));
  ASSERT_EQ(ordered.images_size(), 5);
  EXPECT_EQ(ordered.images(0).reference(), "extra:1");
  EXPECT_EQ(ordered.images(1).reference(), "app:1");
  EXPECT_EQ(ordered.images(2).reference(), "db:1");
  EXPECT_THAT(ordered.host_tree(), ElementsAre("more", "../base/host"));
}

}  // namespace
}  // namespace drill
