#include "harness/command/host_memory.h"

#include <cstdint>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace drill {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr int64_t kGibibyte = 1 << 30;

TEST(HostMemoryTest, IsTheStacksOwnFigureOrTheUsualOne) {
  Stack stack;
  EXPECT_EQ(HostMemory(stack), 6 * kGibibyte);
  stack.set_memory_bytes(kGibibyte);
  EXPECT_EQ(HostMemory(stack), kGibibyte);
}

TEST(HostMemoryTest, SomeOfTheMachineIsLeft) {
  EXPECT_LT(MemoryForHosts(8 * kGibibyte), 8 * kGibibyte);
  EXPECT_GT(MemoryForHosts(8 * kGibibyte), 7 * kGibibyte);
}

TEST(HostMemoryTest, OfThisMachineThereIsRoomForOne) { EXPECT_GT(MemoryForHosts(), kGibibyte / 2); }

TEST(HostMemoryTest, SaysWhereFewerRunAtOnceThanAskedFor) {
  EXPECT_THAT(TooManyAtOnce({}, 4, kGibibyte), IsEmpty());
  const std::vector<int64_t> hosts = {kGibibyte, 6 * kGibibyte};
  EXPECT_THAT(TooManyAtOnce(hosts, 2, 12 * kGibibyte), IsEmpty());
  EXPECT_THAT(TooManyAtOnce(hosts, 1, kGibibyte), IsEmpty());
  EXPECT_THAT(
      TooManyAtOnce(hosts, 3, 12 * kGibibyte),
      AllOf(HasSubstr("3 drills at once do not fit"), HasSubstr("6.0 GiB"), HasSubstr("12.0 GiB")));
}

}  // namespace
}  // namespace drill
