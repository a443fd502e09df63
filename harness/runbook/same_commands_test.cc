#include "harness/runbook/same_commands.h"

#include "absl/status/status.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

constexpr char kOwn[] =
    "# Shop\n## Quick rollback\n```bash\ncd /srv/shop\ngit checkout v1\n```\nThen:\n"
    "```bash\ndocker compose up -d # starts\n```\n## Nothing\nWords.\n";

absl::StatusOr<std::string> Find(const std::string& heading, const std::string& other) {
  const auto own = ParseDocument("own.md", kOwn);
  const auto parsed = ParseDocument("other.md", other);
  if (!own.ok()) return own.status();
  if (!parsed.ok()) return parsed.status();
  return HeadingWithCommandsOf(*own, heading, *parsed);
}

TEST(SameCommandsTest, AreFoundUnderAnotherHeadingInAnotherWording) {
  EXPECT_THAT(
      Find("Quick rollback",
           "# Der Laden\n## Schnell zurück\nZuerst:\n```sh\n$ cd /srv/shop\n```\n"
           "```sh\n$ git  checkout v1\n$ docker compose up -d\n```\n## Sonst\n```sh\nls\n```\n"),
      IsOkAndHolds("Schnell zurück"));
}

TEST(SameCommandsTest, TheInnermostHeadingIsMeant) {
  EXPECT_THAT(Find("Quick rollback",
                   "# All\n## Ways back\n### Fast\n```sh\ncd /srv/shop\ngit checkout v1\n"
                   "docker compose up -d\n```\n"),
              IsOkAndHolds("Fast"));
}

TEST(SameCommandsTest, OneCommandMoreOrLessIsAnotherProcedure) {
  EXPECT_THAT(Find("Quick rollback", "# A\n```sh\ncd /srv/shop\ngit checkout v1\n```\n"),
              StatusIs(absl::StatusCode::kNotFound));
  EXPECT_THAT(Find("Quick rollback",
                   "# A\n```sh\ngit checkout v1\ncd /srv/shop\ndocker compose up -d\n```\n"),
              StatusIs(absl::StatusCode::kNotFound));
}

TEST(SameCommandsTest, TwoSuchHeadingsAreNoAnswer) {
  const std::string block = "```sh\ncd /srv/shop\ngit checkout v1\ndocker compose up -d\n```\n";
  EXPECT_THAT(Find("Quick rollback", "# A\n" + block + "# B\n" + block),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       AllOf(HasSubstr("several headings"), HasSubstr("lines 1 and 7"))));
}

TEST(SameCommandsTest, AHeadingWithoutCommandsIsNotLookedFor) {
  EXPECT_THAT(Find("Nothing", "# A\nWords.\n"), StatusIs(absl::StatusCode::kNotFound));
  EXPECT_THAT(Find("No such heading", "# A\n"), StatusIs(absl::StatusCode::kNotFound));
}

}  // namespace
}  // namespace drill
