#include "harness/runbook/named_revision.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr char kText[] = R"(# Rollback

| Other | Table |
| --- | --- |
| `x` | y |

## Migrations

| Revision | What it does |
| --- | --- |
| `a001` | first |
| **a002** | second |

## Next

| `z` | z |
| --- | --- |
| `z` | z |
)";

absl::StatusOr<std::vector<NamedRevision>> Find(const std::string& heading) {
  absl::StatusOr<Document> document = ParseDocument("R.md", kText);
  if (!document.ok()) return document.status();
  return FindNamedRevisions(*document, heading);
}

TEST(NamedRevisionTest, ReadsTheTableUnderItsHeading) {
  const auto found = Find("Migrations");
  ASSERT_THAT(found, IsOk());
  ASSERT_EQ(found->size(), 2u);
  EXPECT_EQ((*found)[0].name, "a001");
  EXPECT_EQ((*found)[0].line, 11);
  EXPECT_EQ((*found)[1].name, "a002");
}

TEST(NamedRevisionTest, SaysWhatIsMissing) {
  EXPECT_THAT(Find("Revisions"),
              StatusIs(absl::StatusCode::kNotFound, HasSubstr("R.md:1: no heading \"Revisions\"")));
  const absl::StatusOr<Document> document = ParseDocument("R.md", "# Migrations\n\nNone.\n");
  ASSERT_THAT(document, IsOk());
  EXPECT_THAT(FindNamedRevisions(*document, "Migrations"),
              StatusIs(absl::StatusCode::kNotFound, HasSubstr("R.md:1: no table under")));
}

TEST(NamedRevisionTest, TellsWhatOnlyOneSideHas) {
  const std::vector<NamedRevision> named = {{"a1", 5}, {"a2_jobs", 6}, {"a3_history", 7}};
  EXPECT_THAT(CompareRevisions("R.md", named, {"a1", "a2"}),
              ElementsAre("R.md:6: names the revision a2_jobs, which the system does not know",
                          "R.md:7: names the revision a3_history, which the system does not know",
                          "R.md:5: does not name what the system knows: a2"));
}

TEST(NamedRevisionTest, SaysNothingWhereBothAgreeInAnyOrder) {
  EXPECT_THAT(CompareRevisions("R.md", {{"a1", 5}, {"a2", 6}}, {"a2", "a1"}), IsEmpty());
}

}  // namespace
}  // namespace drill
