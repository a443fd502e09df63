#include "harness/runbook/document_text.h"

#include <string>

#include "absl/status/status.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

using ::testing::HasSubstr;

TEST(NormalizeTextTest, LinesStayWhereTheyAre) {
  EXPECT_THAT(NormalizeText("R.md", "a\r\nb\rc"), IsOkAndHolds("a\nb\nc\n"));
  EXPECT_THAT(NormalizeText("R.md", "---\nx: 1\n---\n# A\n"), IsOkAndHolds("\n\n\n# A\n"));
  EXPECT_THAT(NormalizeText("R.md", "---\n\n# A\n\n---\n"), IsOkAndHolds("---\n\n# A\n\n---\n"))
      << "a rule, not front matter";
  EXPECT_THAT(NormalizeText("R.md", ""), IsOkAndHolds(""));
}

TEST(NormalizeTextTest, OtherEncodingsAreRefusedWithTheirLine) {
  EXPECT_THAT(NormalizeText("R.md", "\xFE\xFF"),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("UTF-16")));
  for (const char* bad :
       {"a\n\x80", "a\n\xC0\xAF", "a\n\xE0\x80\x80", "a\n\xF5\x80\x80\x80", "a\n\xE2\x82"})
    EXPECT_THAT(NormalizeText("R.md", bad),
                StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("R.md:2: bytes")));
}

TEST(NormalizeTextTest, WhatIsTooLongIsRefused) {
  EXPECT_THAT(NormalizeText("R.md", std::string(9 << 20, 'x')),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("the file has 9 MiB")));
}

TEST(CheckFormatTest, TellsByTheEndingOfTheName) {
  for (const char* path : {"R.md", "README", "a.rst/R.markdown", "R.txt", "R.mdx"})
    EXPECT_THAT(CheckFormat(path), IsOk()) << path;
  for (const char* path : {"R.rst", "R.RST", "R.adoc", "R.asciidoc", "R.org", "R.html"})
    EXPECT_THAT(CheckFormat(path),
                StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("convert it: ")))
        << path;
}

}  // namespace
}  // namespace drill
