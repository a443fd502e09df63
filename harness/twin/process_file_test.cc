#include "harness/twin/process_file.h"

#include "gtest/gtest.h"

namespace drill {
namespace {

TEST(ProcessFileTest, NamesTheProcessAndTheRest) {
  const auto file = ReadProcessFile("/proc/12/cgroup:0::/docker/ab12");
  ASSERT_TRUE(file.has_value());
  EXPECT_EQ(file->pid, 12);
  EXPECT_EQ(file->rest, "cgroup:0::/docker/ab12");
}

TEST(ProcessFileTest, OtherLinesAreNone) {
  for (const char* const line : {"", "/proc", "/proc/12", "/proc/self/ns/net", "/sys/12/x", "12/x"})
    EXPECT_FALSE(ReadProcessFile(line).has_value()) << line;
}

}  // namespace
}  // namespace drill
