#include "harness/fault/compose_image.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

using ::testing::HasSubstr;

constexpr char kFile[] = R"(# services:
x-service: &service
  image: nothing

services:
  # The database.
  db:
    image: db:17
    labels:
      image: label

  api:
    <<: *service
    labels:
      image: label
    image: api:1  # the release
  bare:
    build: .
volumes:
  api:
)";

TEST(ReplaceImageTest, ChangesThatServicesLineAlone) {
  const absl::StatusOr<ComposeImage> changed = ReplaceImage(kFile, "db", "db:18");
  ASSERT_THAT(changed, IsOk());
  EXPECT_EQ(changed->old_reference, "db:17");
  std::string expected = kFile;
  expected.replace(expected.find("db:17"), 5, "db:18");
  EXPECT_EQ(changed->content, expected);
}

TEST(ReplaceImageTest, AKeyOfTheSameNameFurtherInIsNotTheImage) {
  const absl::StatusOr<ComposeImage> changed = ReplaceImage(kFile, "api", "api:2");
  ASSERT_THAT(changed, IsOk());
  EXPECT_THAT(changed->content, HasSubstr("      image: label\n    image: api:2\n  bare"));
}

TEST(ReplaceImageTest, WhatIsNotThereIsToldByName) {
  EXPECT_THAT(ReplaceImage(kFile, "web", "w:1"),
              StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr("no service web")));
  EXPECT_THAT(ReplaceImage(kFile, "bare", "w:1"),
              StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr("bare names no image")));
  EXPECT_THAT(ReplaceImage(kFile, "db", "db:17"),
              StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr("db:17 already")));
  EXPECT_THAT(ReplaceImage("", "db", "db:17"), StatusIs(absl::StatusCode::kFailedPrecondition));
}

}  // namespace
}  // namespace drill
