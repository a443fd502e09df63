#include "harness/base/printable.h"

#include "gtest/gtest.h"

namespace drill {
namespace {

TEST(PrintableTest, NoControlCharacterReachesATerminal) {
  EXPECT_EQ(Printable("a\x1b[31mb\rc\x07\x7f\b"), "a\\x1b[31mb\\x0dc\\x07\\x7f\\x08");
  EXPECT_EQ(Printable(absl::string_view("\0", 1)), "\\x00");
  EXPECT_EQ(Printable("\xc2\x9b"
                      "31m"),
            "\\xc2\\x9b31m");
  EXPECT_EQ(Printable("a\u202e"
                      "b"),
            "a\\xe2\\x80\\xaeb");
}

TEST(PrintableTest, TextStaysAsItIs) {
  EXPECT_EQ(Printable("one\n\ttwo: \u00e4 \u2713 \u00a0"), "one\n\ttwo: \u00e4 \u2713 \u00a0");
}

}  // namespace
}  // namespace drill
