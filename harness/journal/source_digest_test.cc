#include "harness/journal/source_digest.h"

#include "gtest/gtest.h"

namespace drill {
namespace {

TEST(SourceDigestTest, IsThatOfTheFileOrEmpty) {
  Summary summary;
  SummarySource& document = *summary.add_sources();
  document.set_what("document");
  document.set_sha256("1a2b");
  SummarySource& stack = *summary.add_sources();
  stack.set_what("stack");
  stack.set_sha256("3c4d");
  EXPECT_EQ(SourceDigest(summary, "stack"), "3c4d");
  EXPECT_EQ(SourceDigest(summary, "scenario"), "");
}

}  // namespace
}  // namespace drill
