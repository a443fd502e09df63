#include "harness/runbook/open_command.h"

#include <string>
#include <vector>

#include "absl/strings/str_split.h"
#include "gtest/gtest.h"

namespace drill {
namespace {

// Whether a shell waits for more after these lines.
bool IsOpen(const std::string& text) {
  OpenCommand command;
  for (const std::string& line : std::vector<std::string>(absl::StrSplit(text, '\n')))
    command.Read(line);
  return command.open();
}

TEST(OpenCommandTest, WhatWaitsForMore) {
  for (const char* text : {"a \\", "a \\  ", "a |", "a &&", "a ||", "a 'b", "a \"b\nc", "cat <<EOF",
                           "cat <<-'EOF' > f\nEO", "cat <<A <<B\nA", "a | # why", "a << 2"})
    EXPECT_TRUE(IsOpen(text)) << text;
}

TEST(OpenCommandTest, WhatIsWhole) {
  for (const char* text : {"", "a", "a \\\nb", "a |\nb", "a 'b\nc'", "a \"b\nc\"",
                           "cat <<EOF\nx\nEOF", "cat <<-\"EOF\"\n\tEOF", "cat <<A <<B\nA\nB",
                           "cat <<< x", "a # it's", "a \"it's\"", "a '\"'", "echo \\'"})
    EXPECT_FALSE(IsOpen(text)) << text;
}

}  // namespace
}  // namespace drill
